-- What was reported of each child in a quarter, by the authority that looks after it.
SELECT *
FROM derived.children_by_authority(:first_day, :last_day)
ORDER BY authority, child_ref;
