-- How far the record goes, and when it was last proved and signed.
SELECT * FROM released.audit_state_for_admin;
