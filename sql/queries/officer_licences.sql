-- The licences of a premises that an officer may see, what a register says now first,
-- and of that the newest.
SELECT *
FROM released.licence_for_officer
WHERE premises_id = :premises_id
ORDER BY is_overtaken, coalesce(starts_on, issued_on) DESC NULLS LAST, licence_number, licence_id;
