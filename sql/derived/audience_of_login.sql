-- derived.audience_of_login: whom the login that asks is for: analyst, officer, board or admin.
--
-- A login that took the role of another, as over an address that was given, is who it took. It is
-- an error for any other login to ask: no argument can say who somebody is.
CREATE OR REPLACE FUNCTION derived.audience_of_login()
RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    login text := coalesce(nullif(current_setting('role'), 'none'), session_user);
BEGIN
    IF login NOT IN (
        'nightjar_analyst', 'nightjar_officer', 'nightjar_board', 'nightjar_admin'
    ) THEN
        RAISE EXCEPTION 'only the login of an audience may say that somebody looked'
        USING ERRCODE = '42501';
    END IF;
    RETURN substr(login, length('nightjar_') + 1);
END
$$;
