-- Remove the licences, with their activities and hours, that a load brought.
DELETE FROM held.premises_licence
WHERE load_id = :load_id;
