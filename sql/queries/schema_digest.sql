-- The digest of the files that the database was last upgraded from; null if it never was.
SELECT obj_description(oid, 'pg_namespace')
FROM pg_namespace
WHERE nspname = 'released';
