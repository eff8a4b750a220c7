-- What the database's own catalogue says of our schemas: each object, and a digest of what it is.
--
-- kept says that an upgrade leaves it as it is, as it does what is of held or audit; all else it
-- makes anew. What the owner may do is left out: it may do everything.
WITH ours AS (
    SELECT
        oid,
        nspname,
        nspacl,
        nspowner
    FROM pg_namespace
    WHERE nspname IN ('held', 'audit', 'derived', 'released', 'public')
),
relation AS (
    SELECT
        class.*,
        format('%I.%I', ours.nspname, class.relname) AS named,
        ours.nspname IN ('held', 'audit') AS kept
    FROM pg_class AS class
    INNER JOIN ours ON class.relnamespace = ours.oid AND ours.nspname <> 'public'
    WHERE class.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')
),
code AS (
    SELECT
        proc.*,
        format(
            '%I.%I(%s)', ours.nspname, proc.proname, pg_get_function_identity_arguments(proc.oid)
        ) AS named,
        ours.nspname IN ('held', 'audit') AS kept
    FROM pg_proc AS proc
    INNER JOIN ours ON proc.pronamespace = ours.oid AND ours.nspname <> 'public'
    WHERE proc.prokind IN ('f', 'p')
),
allowed AS (
    SELECT
        named AS thing,
        relowner AS owner,
        coalesce(relacl, acldefault('r', relowner)) AS acl
    FROM relation
    WHERE relkind NOT IN ('c', 'S')
    UNION ALL
    SELECT named, relowner, coalesce(relacl, acldefault('s', relowner))
    FROM relation
    WHERE relkind = 'S'
    UNION ALL
    SELECT named, proowner, coalesce(proacl, acldefault('f', proowner)) FROM code
    UNION ALL
    SELECT 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner)) FROM ours
    UNION ALL
    SELECT 'the database', datdba, coalesce(datacl, acldefault('d', datdba))
    FROM pg_database
    WHERE datname = current_database()
    UNION ALL
    SELECT relation.named || '.' || attribute.attname, relation.relowner, attribute.attacl
    FROM pg_attribute AS attribute
    INNER JOIN relation ON attribute.attrelid = relation.oid
    WHERE attribute.attacl IS NOT NULL
),
described AS (
    SELECT
        kept,
        named AS object,
        concat_ws(
            ' ', relkind, array_to_string(reloptions, ','), relrowsecurity, relforcerowsecurity,
            -- by whose name the database's own goes differs from one installation to another
            CASE WHEN relowner::regrole::text = 'nightjar_casework' THEN 'nightjar_casework' END,
            CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END
        ) AS definition
    FROM relation
    UNION ALL
    SELECT
        relation.kept,
        format('column %s of %s', attribute.attname, relation.named),
        concat_ws(
            ' ', format_type(attribute.atttypid, attribute.atttypmod), attribute.attnotnull,
            attribute.attidentity, attribute.attgenerated, attribute.attcollation::regcollation,
            pg_get_expr(preset.adbin, preset.adrelid)
        )
    FROM pg_attribute AS attribute
    INNER JOIN relation ON attribute.attrelid = relation.oid AND relation.relkind <> 'S'
    LEFT JOIN pg_attrdef AS preset
        ON attribute.attrelid = preset.adrelid AND attribute.attnum = preset.adnum
    WHERE attribute.attnum > 0 AND NOT attribute.attisdropped
    UNION ALL
    SELECT
        relation.kept,
        format('constraint %s of %s', bound.conname, relation.named),
        concat_ws(' ', pg_get_constraintdef(bound.oid), bound.convalidated)
    FROM pg_constraint AS bound
    INNER JOIN relation ON bound.conrelid = relation.oid
    UNION ALL
    SELECT
        relation.kept,
        format('index %s of %s', found.indexrelid::regclass, relation.named),
        concat_ws(' ', pg_get_indexdef(found.indexrelid), found.indisvalid)
    FROM pg_index AS found
    INNER JOIN relation ON found.indrelid = relation.oid
    UNION ALL
    SELECT
        relation.kept,
        format('trigger %s of %s', fired.tgname, relation.named),
        concat_ws(' ', pg_get_triggerdef(fired.oid), fired.tgenabled)
    FROM pg_trigger AS fired
    INNER JOIN relation ON fired.tgrelid = relation.oid
    WHERE NOT fired.tgisinternal
    UNION ALL
    SELECT
        relation.kept,
        format('policy %s of %s', policy.polname, relation.named),
        concat_ws(
            ' ', policy.polcmd, policy.polpermissive, policy.polroles::regrole[],
            pg_get_expr(policy.polqual, policy.polrelid),
            pg_get_expr(policy.polwithcheck, policy.polrelid)
        )
    FROM pg_policy AS policy
    INNER JOIN relation ON policy.polrelid = relation.oid
    UNION ALL
    SELECT
        kept,
        'function ' || named,
        concat_ws(
            ' ', pg_get_functiondef(oid),
            CASE WHEN proowner::regrole::text = 'nightjar_casework' THEN 'nightjar_casework' END
        )
    FROM code
    UNION ALL
    SELECT
        -- an upgrade says what our logins may do, and leaves an administrator's other roles alone
        coalesce(role.rolname NOT LIKE 'nightjar\_%', FALSE),
        format(
            'right of %s to %s on %s', coalesce(role.rolname, 'everybody'), given.privilege_type,
            allowed.thing
        ),
        CASE WHEN bool_or(given.is_grantable) THEN 'and to pass it on' ELSE '' END
    FROM allowed
    CROSS JOIN LATERAL aclexplode(allowed.acl) AS given
    LEFT JOIN pg_roles AS role ON given.grantee = role.oid
    WHERE given.grantee <> allowed.owner
    GROUP BY role.rolname, given.privilege_type, allowed.thing
    UNION ALL
    SELECT
        TRUE,
        'login ' || role.rolname,
        concat_ws(
            ' ', role.rolsuper, role.rolinherit, role.rolcreaterole, role.rolcreatedb,
            role.rolcanlogin, role.rolreplication, role.rolbypassrls,
            ARRAY(
                SELECT member.roleid::regrole::text
                FROM pg_auth_members AS member
                WHERE member.member = role.oid
                ORDER BY member.roleid::regrole::text
            )
        )
    FROM pg_roles AS role
    WHERE role.rolname LIKE 'nightjar\_%'
)

SELECT
    kept,
    object,
    md5(definition) AS digest
FROM described
ORDER BY object;
