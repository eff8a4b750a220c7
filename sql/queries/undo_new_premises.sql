-- Remove the premises that a load brought.
DELETE FROM held.premises
WHERE load_id = :load_id;
