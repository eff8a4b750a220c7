-- The statement that notes which files the database was made from; a dump carries it along.
SELECT format('COMMENT ON SCHEMA released IS %L', CAST(:digest AS text));
