-- Every column that keeps data, with what it is held for and until when, as its comments say.
SELECT
    class.oid::regclass::text AS table_name,
    attribute.attname AS column_name,
    format_type(attribute.atttypid, attribute.atttypmod) AS type,
    obj_description(class.oid, 'pg_class') AS table_purpose,
    col_description(class.oid, attribute.attnum) AS purpose
FROM pg_class AS class
INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid
WHERE
    class.relnamespace::regnamespace::text IN ('held', 'audit')
    AND class.relkind IN ('r', 'p')
    AND attribute.attnum > 0
    AND NOT attribute.attisdropped
ORDER BY table_name, attribute.attnum;
