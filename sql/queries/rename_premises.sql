-- Call a premises by the name that the newest register has for it.
UPDATE held.premises
SET
    name = :name,
    name_key = :name_key
WHERE premises_id = :premises_id;
