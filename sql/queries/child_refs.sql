-- The reference of every child of whom something is held.
SELECT child_ref
FROM held.child
ORDER BY child_id;
