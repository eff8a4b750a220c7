-- Complaints and replies about one premises of the own authority, the newest first.
SELECT * FROM released.representation_for_officer(:session, :premises_id, NULL);
