-- End a statement of this transaction that takes longer than so many milliseconds.
SELECT set_config('statement_timeout', CAST(:milliseconds AS text), TRUE);
