-- End the sessions of one login in this database, as a network or a hurried administrator does.
SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))
FROM pg_stat_activity
WHERE
    datname = current_database() AND usename = :login AND pid <> pg_backend_pid();
