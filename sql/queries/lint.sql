-- What the catalogue holds against the rules of access: a row for each object at fault, and the
-- rule that it breaks. geo/attacks/lint.py has the rules; a database that keeps them has no rows.
WITH ours AS (
    SELECT
        oid,
        nspname
    FROM pg_namespace
    WHERE nspname IN ('held', 'audit', 'derived', 'released')
),
relation AS (
    SELECT
        class.oid,
        class.relkind,
        class.reloptions,
        class.relname,
        ours.nspname,
        format('%I.%I', ours.nspname, class.relname) AS named
    FROM pg_class AS class
    INNER JOIN ours ON class.relnamespace = ours.oid
    WHERE class.relkind IN ('r', 'p', 'v', 'm', 'f')
),
code AS (
    SELECT
        proc.oid,
        proc.prosecdef,
        proc.proconfig,
        proc.prorettype,
        proc.proname,
        ours.nspname,
        format('%I.%I', ours.nspname, proc.proname) AS named
    FROM pg_proc AS proc
    INNER JOIN ours ON proc.pronamespace = ours.oid
),
login AS (
    SELECT
        role.*,
        -- these are reached by the pages; the loader and the publisher work on the server
        role.rolname = ANY(CAST(:web AS text[])) AS web
    FROM pg_roles AS role
    WHERE role.rolname = ANY(CAST(:logins AS text[]))
),
reads AS (
    SELECT DISTINCT
        seen.relname AS view,
        base.relname AS table_name
    FROM pg_depend
    INNER JOIN pg_rewrite AS rule
        ON pg_depend.classid = 'pg_rewrite'::regclass AND pg_depend.objid = rule.oid
    INNER JOIN relation AS seen ON rule.ev_class = seen.oid
    INNER JOIN relation AS base
        ON pg_depend.refclassid = 'pg_class'::regclass AND pg_depend.refobjid = base.oid
    WHERE seen.nspname = 'released' AND base.oid <> seen.oid
)

SELECT
    'barrier' AS rule,
    named AS object
FROM relation
WHERE
    relkind IN ('v', 'm', 'f')
    AND NOT (
        relkind = 'v' AND nspname = 'released'
        AND coalesce('security_barrier=true' = ANY(reloptions), FALSE)
    )
UNION ALL
SELECT
    'everybody',
    named
FROM code
WHERE has_function_privilege('public', oid, 'execute') AND prorettype <> 'trigger'::regtype
UNION ALL
SELECT
    'everybody',
    named
FROM relation
WHERE has_table_privilege('public', oid, 'select, insert, update, delete, truncate')
UNION ALL
SELECT
    'everybody',
    'schema ' || nspname
FROM ours
WHERE has_schema_privilege('public', oid, 'usage')
UNION ALL
SELECT
    'search path',
    named
FROM code
WHERE
    prosecdef
    AND NOT coalesce(array_to_string(proconfig, ' ') ~ 'search_path=.*pg_temp$', FALSE)
UNION ALL
SELECT
    'create',
    login.rolname || ' in schema ' || schema.nspname
FROM login
CROSS JOIN pg_namespace AS schema
WHERE
    schema.nspname NOT LIKE 'pg\_%' AND has_schema_privilege(login.rolname, schema.oid, 'create')
UNION ALL
SELECT
    'create',
    rolname || ' in the database'
FROM login
WHERE has_database_privilege(rolname, current_database(), 'create')
UNION ALL
SELECT
    'temporary',
    rolname
FROM login
WHERE web AND has_database_privilege(rolname, current_database(), 'temporary')
UNION ALL
SELECT
    'stronger',
    rolname
FROM login
WHERE
    rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit
    OR EXISTS (SELECT FROM pg_auth_members AS held WHERE held.member = login.oid)
UNION ALL
SELECT
    'reach',
    format('%s in schema %s', login.rolname, ours.nspname)
FROM login
CROSS JOIN ours
WHERE login.web AND ours.nspname <> 'released' AND has_schema_privilege(rolname, ours.oid, 'usage')
UNION ALL
SELECT
    'reach',
    format('%s on %s', login.rolname, relation.named)
FROM login
CROSS JOIN relation
WHERE
    login.web
    AND (
        relation.nspname <> 'released'
        OR relation.relname !~ format('_for_(all|%s)$', substr(login.rolname, 10))
    )
    AND has_any_column_privilege(login.rolname, relation.oid, 'select')
UNION ALL
SELECT
    'reach',
    format('%s to execute %s', login.rolname, code.named)
FROM login
CROSS JOIN code
WHERE
    login.web
    AND (
        code.nspname <> 'released'
        OR code.proname !~ format('_for_(all|%s)$', substr(login.rolname, 10))
    )
    AND has_function_privilege(login.rolname, code.oid, 'execute')
UNION ALL
SELECT
    'write',
    format('%s on %s', login.rolname, relation.named)
FROM login
CROSS JOIN relation
WHERE
    login.web
    AND has_table_privilege(login.rolname, relation.oid, 'insert, update, delete, truncate')
UNION ALL
-- what an extension brings and runs as its owner, or reads the planner's statistics by
SELECT
    'telling',
    format('%s to execute %s', login.rolname, foreign_code.oid::regprocedure)
FROM login
CROSS JOIN pg_proc AS foreign_code
WHERE
    login.web
    AND NOT EXISTS (SELECT FROM ours WHERE ours.oid = foreign_code.pronamespace)
    AND (
        foreign_code.prosecdef
        OR foreign_code.proname IN (
            '_postgis_index_extent', '_postgis_stats', '_postgis_selectivity',
            '_postgis_join_selectivity'
        )
    )
    AND has_function_privilege(login.rolname, foreign_code.oid, 'execute')
UNION ALL
SELECT
    'episodes',
    format('released.%s reads held.%s', view, table_name)
FROM reads
WHERE
    view !~ '_for_analyst$'
    AND table_name
    ~ '^(child|episode.*|map_point|point_ward|place_coding|flag|flag_location|flag_test|tombstone)$'
ORDER BY rule, object;
