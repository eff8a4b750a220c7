-- The migration that the tables are of.
SELECT version_num
FROM held.schema_version;
