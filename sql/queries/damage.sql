-- What amcheck finds wrong in the tables of held and audit, a row for each; nothing if all stand.
SELECT class.relname || ': ' || found.msg AS said
FROM pg_class AS class
INNER JOIN pg_namespace AS schema ON class.relnamespace = schema.oid
CROSS JOIN LATERAL verify_heapam(class.oid) AS found
WHERE schema.nspname IN ('held', 'audit') AND class.relkind = 'r';
