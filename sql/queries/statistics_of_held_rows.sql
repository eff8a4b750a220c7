-- What the planner's statistics would tell of rows that are held: most common values, by column.
SELECT
    schemaname,
    tablename,
    attname
FROM pg_stats
WHERE schemaname IN ('held', 'audit');
