-- The statement that makes a database, with its name quoted by PostgreSQL itself.
SELECT format('CREATE DATABASE %I', CAST(:name AS text));
