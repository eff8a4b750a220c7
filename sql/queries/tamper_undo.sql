-- Put the audit record back as it was.
DELETE FROM audit.entry;

DELETE FROM audit.head;

INSERT INTO audit.entry SELECT * FROM audit.entry_as_it_was;

INSERT INTO audit.head SELECT * FROM audit.head_as_it_was;
