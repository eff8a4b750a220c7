-- released.own_authority_for_officer: the authority of the officer whose session a transaction is
-- set to by nightjar.session.
--
-- Audience  the licensing officer's views, which show what is of it and nothing without it. Only a
--           session that is open gives one, so that a statement cannot choose whose officer asks.
-- Returns   null without a session, or if it has ended or is not an officer's.
CREATE OR REPLACE FUNCTION released.own_authority_for_officer()
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- planned once for a connection: each view of a page asks this
    RETURN (
        SELECT given.authority
        FROM derived.live_session(
            CASE
                -- a setting that was set once reads as an empty text ever after
                WHEN current_setting('nightjar.session', true) ~ '^[0-9a-f]{64}$'
                    THEN decode(current_setting('nightjar.session', true), 'hex')
            END
        ) AS session
        INNER JOIN held.account_right AS given USING (right_id)
        WHERE session.stage = 'open' AND given.audience = 'officer'
    );
END
$$;
