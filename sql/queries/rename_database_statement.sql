-- The statement that gives a database another name, both quoted by PostgreSQL itself.
SELECT format('ALTER DATABASE %I RENAME TO %I', CAST(:name AS text), CAST(:new_name AS text));
