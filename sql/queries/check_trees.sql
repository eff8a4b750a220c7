-- How many B-trees of held and audit stand: amcheck looks each up for every row of its table, and
-- the first that does not hold one, or is not in order, is an error.
SELECT count(*) AS trees
FROM pg_class AS class
INNER JOIN pg_namespace AS schema ON class.relnamespace = schema.oid
INNER JOIN pg_am AS method ON class.relam = method.oid
CROSS JOIN LATERAL bt_index_check(class.oid, TRUE)
WHERE schema.nspname IN ('held', 'audit') AND class.relkind = 'i' AND method.amname = 'btree';
