-- What somebody would send who can make a login say anything: each statement must be refused.
COPY held.account TO PROGRAM 'cat';

COPY (SELECT 1) TO '/tmp/nightjar-must-not-be';

SELECT pg_read_file('/etc/hostname');

SELECT pg_ls_dir('/');

SELECT lo_import('/etc/hostname');

SELECT dblink_connect('');

CREATE TABLE public.t (i integer);

CREATE SCHEMA s;

CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE FUNCTION released.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE EXTENSION dblink;

CREATE OR REPLACE VIEW released.boundary_for_all AS SELECT 1 AS kind;

ALTER VIEW released.boundary_for_all SET (security_barrier = false);

ALTER ROLE nightjar_officer SUPERUSER;

ALTER TABLE audit.entry DISABLE TRIGGER entry_is_final;

DROP FUNCTION audit.add(text, text, text, jsonb);

GRANT nightjar TO nightjar_officer;

SET SESSION AUTHORIZATION nightjar;

SELECT * FROM held.account;

SELECT * FROM held.session;

SELECT cast(password_setting AS integer) FROM held.account;

SELECT * FROM audit.head;

UPDATE audit.entry SET actor = 'nobody';

UPDATE held.session SET ended_at = now();

DELETE FROM held.officer_flag;

INSERT INTO held.account_right (account_id, audience, asked_by)
SELECT account_id, 'analyst', 'x' FROM held.account;
