-- What the catalogue holds against the rules of access: a row for each object at fault, and the
-- rule that it breaks. geo/attacks/lint.py has the rules; a database that keeps them has no rows.
WITH RECURSIVE ours AS (
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
        class.relrowsecurity,
        class.relforcerowsecurity,
        class.relowner,
        -- what somebody wrote at work: a visit, a case, and all that is of one
        ours.nspname = 'held' AND class.relkind IN ('r', 'p')
        AND (
            class.relname ~ '^(visit|case|review|representation)(_|$)'
            OR class.relname IN ('flag_feedback', 'saved_view', 'draft', 'notice')
        )
        -- dated terms, of nobody
        AND class.relname <> 'visit_priority' AS is_work,
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
        proc.prosrc,
        proc.proowner,
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
),
-- code that names a table of people's work, and code that calls such code
at_work AS (
    SELECT
        code.oid,
        code.named
    FROM code
    INNER JOIN relation ON code.prosrc ~ ('\m' || relation.named || '\M')
    WHERE relation.is_work
    UNION
    SELECT
        caller.oid,
        caller.named
    FROM at_work
    INNER JOIN code AS caller ON caller.prosrc ~ ('\m' || at_work.named || '\M')
)

SELECT
    'barrier' AS rule,
    named AS object
FROM relation
WHERE
    relkind IN ('v', 'm', 'f')
    AND NOT (
        -- it gives nobody what the tables under it do not
        nspname = 'held' AND relkind = 'v'
        AND coalesce('security_invoker=true' = ANY(reloptions), FALSE)
    )
    AND NOT (
        -- who is signed in is asked by policies, which a rebuild must leave as they are
        relkind = 'v' AND (nspname = 'released' OR named = 'held.signed_in')
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
    AND NOT EXISTS (
        SELECT FROM unnest(proconfig) AS setting
        WHERE setting ~ '^search_path=.*pg_temp$'
    )
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
    ~ (
        '^(child|episode.*|placed_episode|map_point|point_ward|place_coding|flag|flag_location'
        '|flag_test|tombstone)$'
    )
UNION ALL
-- any table by authority keeps its rows by row security, or is one of these, of which officers have
-- views with the condition of their authority and no right (see DECISIONS.md)
SELECT
    'authority',
    relation.named
FROM relation
WHERE
    relation.nspname = 'held' AND relation.relkind IN ('r', 'p')
    AND EXISTS (
        SELECT FROM pg_attribute AS field
        WHERE
            field.attrelid = relation.oid AND field.attnum > 0 AND NOT field.attisdropped
            AND field.attname ~ '(^|_)authority$'
    )
    AND NOT (relation.relrowsecurity AND relation.relforcerowsecurity)
    AND NOT relation.relname = ANY(
        ARRAY[
            -- registers that the public may read, and what is drawn from them
            'premises', 'premises_licence', 'premises_square', 'premises_square_due',
            'food_business', 'taxi_driver', 'taxi_operator', 'taxi_rank', 'taxi_vehicle',
            -- maps, and where postcodes lie
            'boundary', 'postcode',
            -- what officers have no view of
            'episode_coding', 'episode_month', 'load', 'account_right',
            -- published: each figure is the board's, whichever authority it is of
            'published_picture'
        ]
    )
UNION ALL
-- a table of people's work keeps its rows from everybody but its owner and nightjar_casework
SELECT
    'rows',
    named
FROM relation
WHERE
    is_work
    AND NOT (
        relrowsecurity AND relforcerowsecurity
        AND EXISTS (
            SELECT FROM pg_policy AS policy
            WHERE policy.polrelid = relation.oid
        )
    )
UNION ALL
SELECT
    'rows',
    format('policy %s of %s', policy.polname, relation.named)
FROM pg_policy AS policy
INNER JOIN relation ON policy.polrelid = relation.oid
WHERE
    relation.is_work
    AND NOT (
        policy.polroles::regrole[]::text = '{nightjar_keeper}'
        OR (
            policy.polroles::regrole[]::text = '{nightjar_casework}'
            AND coalesce(pg_get_expr(policy.polqual, policy.polrelid), '') <> 'true'
            AND coalesce(pg_get_expr(policy.polwithcheck, policy.polrelid), '') <> 'true'
        )
    )
UNION ALL
-- ... and what officers and joint reviews reach of it, they reach as that role
SELECT
    'rows',
    code.named
FROM at_work
INNER JOIN code USING (oid)
WHERE
    code.nspname = 'released' AND code.proowner::regrole::text <> 'nightjar_casework'
    AND code.proname ~ '_for_(all|officer)$'
UNION ALL
SELECT
    'rows',
    'released.' || reads.view
FROM reads
INNER JOIN relation AS seen ON seen.nspname = 'released' AND reads.view = seen.relname
INNER JOIN relation AS base ON base.nspname = 'held' AND reads.table_name = base.relname
WHERE
    base.is_work AND reads.view ~ '_for_(all|officer)$'
    AND seen.relowner::regrole::text <> 'nightjar_casework'
UNION ALL
-- nobody signs in as that role, or as whom a policy shows all rows, and nobody is it by the way
SELECT
    'rows',
    role.rolname
FROM pg_roles AS role
WHERE
    role.rolname IN ('nightjar_casework', 'nightjar_keeper')
    AND (
        role.rolcanlogin OR role.rolsuper OR role.rolbypassrls OR role.rolcreaterole
        OR role.rolcreatedb OR role.rolreplication
        OR EXISTS (SELECT FROM pg_auth_members AS held WHERE held.member = role.oid)
        OR EXISTS (
            SELECT FROM pg_auth_members AS given
            INNER JOIN pg_roles AS member ON given.member = member.oid
            WHERE
                given.roleid = role.oid
                AND (
                    role.rolname = 'nightjar_casework'
                    OR member.rolname = ANY(CAST(:logins AS text[]))
                )
        )
    )
ORDER BY rule, object;
