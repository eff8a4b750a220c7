-- The boundaries of a kind, for the base map.
SELECT
    code,
    name,
    vintage,
    shape
FROM released.boundary_for_all
WHERE kind = :kind
ORDER BY code;
