-- Change one field of an entry.
UPDATE audit.entry SET actor = 'somebody else' WHERE seq = 7;
