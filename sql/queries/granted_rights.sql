-- What each login may do with each table, view and function of ours: the real rights of the
-- database, an object that a login may do nothing with left out.
WITH login AS (
    SELECT rolname
    FROM pg_roles
    WHERE rolname = ANY(CAST(:logins AS text[]))
)

SELECT
    login.rolname AS login,
    class.relnamespace::regnamespace::text AS schema,
    class.relname AS object,
    CASE class.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS kind,
    array_remove(
        ARRAY[
            CASE WHEN has_table_privilege(login.rolname, class.oid, 'select') THEN 'read' END,
            CASE WHEN has_table_privilege(login.rolname, class.oid, 'insert') THEN 'add' END,
            CASE WHEN has_table_privilege(login.rolname, class.oid, 'update') THEN 'change' END,
            CASE
                WHEN has_table_privilege(login.rolname, class.oid, 'delete, truncate')
                    THEN 'delete'
            END
        ],
        NULL
    ) AS rights
FROM login
CROSS JOIN pg_class AS class
WHERE
    class.relnamespace::regnamespace::text IN ('held', 'audit', 'released')
    AND class.relkind IN ('r', 'p', 'v', 'm')
    AND has_schema_privilege(login.rolname, class.relnamespace, 'usage')
    AND has_table_privilege(
        login.rolname, class.oid, 'select, insert, update, delete, truncate'
    )
UNION ALL
SELECT
    login.rolname,
    proc.pronamespace::regnamespace::text,
    proc.proname,
    'function',
    ARRAY['execute']
FROM login
CROSS JOIN pg_proc AS proc
WHERE
    proc.pronamespace::regnamespace::text IN ('audit', 'derived', 'released')
    AND proc.prorettype <> 'trigger'::regtype
    AND has_schema_privilege(login.rolname, proc.pronamespace, 'usage')
    AND has_function_privilege(login.rolname, proc.oid, 'execute')
ORDER BY login, schema, kind DESC, object;
