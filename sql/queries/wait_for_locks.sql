-- How long this transaction waits for a table that somebody else uses.
SELECT set_config('lock_timeout', :wait, true);
