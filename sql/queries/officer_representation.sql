-- One complaint or reply.
SELECT * FROM released.representation_for_officer(:session, NULL, :representation_id);
