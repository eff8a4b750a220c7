-- The first number that a table's identity column has not given out, and whether it gave any.
SELECT
    coalesce(sequence.last_value + 1, 1) AS next,
    sequence.last_value IS NOT NULL AS used
FROM pg_sequences AS sequence
WHERE
    format('%I.%I', sequence.schemaname, sequence.sequencename)
    = pg_get_serial_sequence(:table, :column);
