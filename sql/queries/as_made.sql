-- What the last upgrade made, as sql/queries/catalogue.sql told of it then.
SELECT
    kept,
    object,
    digest
FROM audit.as_made
ORDER BY object;
