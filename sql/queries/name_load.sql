-- Say which load this transaction is of, for what it changes to be kept as it was.
SELECT set_config('nightjar.load', CAST(:load_id AS text), true);
