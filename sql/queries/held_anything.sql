-- Whether a database holds what people entrusted to it: a load, an account, or an entry of the
-- record. Each is asked by the catalogue first, for the tables may not be there.
WITH asked AS (
    SELECT
        query_to_xml(
            format('SELECT EXISTS(SELECT FROM %s) AS found', place.name), FALSE, TRUE, ''
        ) AS told
    FROM unnest(ARRAY['held.load', 'held.account', 'audit.entry']) AS place (name)
    WHERE to_regclass(place.name) IS NOT NULL
)

SELECT
    coalesce(
        bool_or(CAST(CAST((xpath('/row/found/text()', told))[1] AS text) AS boolean)), FALSE
    )
FROM asked;
