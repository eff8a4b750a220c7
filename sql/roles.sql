-- The logins: one for each audience and task, so that none can become another.
--
-- NOINHERIT and no memberships: SET ROLE has nowhere to go. They are cluster-wide, so this runs
-- again on each upgrade and makes only what is missing. Commands act as them through the owner's
-- login where there is no other, so an owner who is no superuser is made a member.
DO $$
DECLARE
    login text;
BEGIN
    FOREACH login IN ARRAY ARRAY[
        'nightjar_loader', 'nightjar_publisher', 'nightjar_analyst', 'nightjar_officer',
        'nightjar_board', 'nightjar_admin', 'nightjar_gate'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', login);
        END IF;
        IF NOT pg_has_role(current_user, login, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', login, current_user);
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login);
    END LOOP;
END
$$;
