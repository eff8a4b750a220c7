-- Which tables each released view is made of, as PostgreSQL knows it from the view itself.
SELECT DISTINCT
    seen.relname AS view,
    base.oid::regclass::text AS table_name
FROM pg_depend
INNER JOIN pg_rewrite AS rule
    ON pg_depend.classid = 'pg_rewrite'::regclass AND pg_depend.objid = rule.oid
INNER JOIN pg_class AS seen ON rule.ev_class = seen.oid
INNER JOIN pg_class AS base
    ON pg_depend.refclassid = 'pg_class'::regclass AND pg_depend.refobjid = base.oid
WHERE
    seen.relnamespace::regnamespace::text = 'released'
    AND seen.relkind = 'v'
    AND base.oid <> seen.oid
    AND base.relnamespace::regnamespace::text IN ('held', 'audit')
ORDER BY view, table_name;
