-- The areas of a kind, by the newest vintage that is held of it, in one order on any machine.
SELECT
    code,
    name,
    ST_AsBinary(geom) AS wkb
FROM held.boundary
WHERE
    kind = :kind
    AND vintage = (
        SELECT max(newest.vintage) FROM held.boundary AS newest WHERE newest.kind = :kind
    )
ORDER BY code;
