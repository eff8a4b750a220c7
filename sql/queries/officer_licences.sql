-- The licences of a premises that an officer may see, newest first.
SELECT *
FROM released.licence_for_officer
WHERE premises_id = :premises_id
ORDER BY coalesce(starts_on, issued_on) DESC NULLS LAST, licence_number, licence_id;
