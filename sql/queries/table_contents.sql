-- Every table that keeps data, with its rows and a digest of them that does not depend on their
-- order. Which tables there are is for the catalogue to say, also of another release: each is asked
-- by its name as PostgreSQL quotes it. The hash tells what was lost or changed by accident; against
-- design a backup is sealed.
WITH counted AS (
    SELECT
        format('%I.%I', schemaname, tablename) AS place,
        query_to_xml(
            format(
                'SELECT count(*) AS rows, '
                'coalesce(sum(hashtextextended(CAST(each.* AS text), 0)), 0) AS digest '
                'FROM %I.%I AS each',
                schemaname, tablename
            ), FALSE, TRUE, ''
        ) AS told
    FROM pg_tables
    WHERE schemaname IN ('held', 'audit')
)

SELECT
    place,
    CAST(CAST((xpath('/row/rows/text()', told))[1] AS text) AS bigint) AS rows,
    CAST(CAST((xpath('/row/digest/text()', told))[1] AS text) AS numeric) AS digest
FROM counted
ORDER BY place;
