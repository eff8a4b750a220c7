-- Add one act to the record; in its own transaction or the act's, never after it.
SELECT audit.add(:actor, :action, :subject, CAST(:detail AS jsonb));
