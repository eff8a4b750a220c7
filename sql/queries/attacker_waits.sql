-- Let no attack wait for a table that somebody uses, or run for long.
SELECT
    set_config('lock_timeout', '2s', TRUE),
    set_config('statement_timeout', '10s', TRUE);
