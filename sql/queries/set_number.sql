-- Let a table's identity column go on after the numbers that a load gave out itself.
SELECT setval(pg_get_serial_sequence(:table, :column), :last);
