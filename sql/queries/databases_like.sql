-- The databases whose names begin so.
SELECT datname
FROM pg_database
WHERE starts_with(datname, :beginning)
ORDER BY datname;
