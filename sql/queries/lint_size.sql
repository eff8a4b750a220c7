-- How much there is in our schemas for the rules of access to be read against.
SELECT
    (
        SELECT count(*) FROM pg_class AS class
        WHERE
            class.relkind IN ('r', 'p', 'v', 'm', 'f')
            AND class.relnamespace::regnamespace::text
            IN ('held', 'audit', 'derived', 'released')
    ) AS relations,
    (
        SELECT count(*) FROM pg_proc AS proc
        WHERE
            proc.pronamespace::regnamespace::text IN ('held', 'audit', 'derived', 'released')
    ) AS functions;
