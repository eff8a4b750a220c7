-- Delete an entry.
DELETE FROM audit.entry WHERE seq = 7;
