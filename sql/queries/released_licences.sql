-- The licences that registers showed of a premises, what a register says now first, and
-- of that the newest.
SELECT *
FROM released.licence_for_analyst
WHERE premises_id = :premises_id
ORDER BY is_overtaken, coalesce(starts_on, issued_on) DESC NULLS LAST, loaded_at DESC, licence_id;
