-- Remove a load that was taken back, with its rejects: that nothing refers to it is checked.
DELETE FROM held.load
WHERE load_id = :load_id;
