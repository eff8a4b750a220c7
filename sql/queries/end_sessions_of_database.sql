-- End the sessions of a database and wait until they are gone, for 5 s each.
SELECT count(pg_terminate_backend(pid, 5000))
FROM pg_stat_activity
WHERE datname = :name AND pid <> pg_backend_pid();
