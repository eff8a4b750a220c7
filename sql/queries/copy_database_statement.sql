-- The statement that makes a database as a copy of another, its names quoted by PostgreSQL itself.
SELECT format('CREATE DATABASE %I TEMPLATE %I', CAST(:name AS text), CAST(:template AS text));
