-- The licences that registers showed of a premises, newest first.
SELECT *
FROM released.licence_for_analyst
WHERE premises_id = :premises_id
ORDER BY coalesce(starts_on, issued_on) DESC NULLS LAST, loaded_at DESC, licence_id;
