-- The children whose reference this is, in capitals or not, in the ways it may be written.
SELECT child_id
FROM held.child
WHERE lower(child_ref) = ANY(:child_refs);
