-- The statement that drops a database and ends its sessions, its name quoted by PostgreSQL itself.
SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', CAST(:name AS text));
