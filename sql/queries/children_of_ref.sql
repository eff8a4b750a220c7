-- The children whose reference this is, in capitals or not.
SELECT child_id
FROM held.child
WHERE lower(child_ref) = lower(:child_ref);
