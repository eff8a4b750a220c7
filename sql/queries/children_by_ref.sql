-- The children that are held of some pseudonyms.
SELECT
    child_ref,
    child_id
FROM held.child
WHERE child_ref = ANY(:refs);
