-- How many sessions one login has in this database.
SELECT count(*)
FROM pg_stat_activity
WHERE
    datname = current_database() AND usename = :login AND pid <> pg_backend_pid();
