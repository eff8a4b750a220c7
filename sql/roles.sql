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
        -- What a page or a map in QGIS may take, so that one question cannot hold up the others.
        -- Each can ask for more in its own session: it is a limit, and no defence. A setting is
        -- written only where there is none, since upgrades side by side would meet on the row.
        IF NOT EXISTS (
            SELECT FROM pg_roles
            WHERE rolname = login AND rolconfig IS NOT NULL
        ) AND login NOT IN ('nightjar_loader', 'nightjar_publisher') AND (
            SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user
        ) THEN
            EXECUTE format(
                'ALTER ROLE %I SET statement_timeout = %L', login,
                CASE login WHEN 'nightjar_analyst' THEN '60s' WHEN 'nightjar_gate' THEN '10s'
                ELSE '20s' END
            );
            EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', login, '10s');
            EXECUTE format(
                'ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', login, '120s'
            );
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login);
    END LOOP;
    -- Nobody signs in as these. The first owns what the work of officers and of joint reviews goes
    -- through, and nobody is a member of it but for a moment of an upgrade: policies keep from it
    -- what is not its caller's. The second is whom a policy shows all rows: the tables' owner.
    FOREACH login IN ARRAY ARRAY['nightjar_casework', 'nightjar_keeper'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', login);
        END IF;
    END LOOP;
    IF NOT pg_has_role(current_user, 'nightjar_keeper', 'USAGE') THEN
        EXECUTE format('GRANT nightjar_keeper TO %I', current_user);
    END IF;
END
$$;
