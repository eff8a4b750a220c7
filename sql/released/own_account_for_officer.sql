-- released.own_account_for_officer: the account of the officer whose session a transaction is set
-- to by nightjar.session.
--
-- Audience  the licensing officer's views of what is somebody's own. Only a session that is open
--           gives one, so that a statement cannot choose whose officer asks.
-- Returns   null without a session, or if it has ended or is not an officer's.
CREATE OR REPLACE FUNCTION released.own_account_for_officer()
RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT session.account_id
    FROM derived.live_session(
        CASE
            -- a setting that was set once reads as an empty text ever after
            WHEN current_setting('nightjar.session', true) ~ '^[0-9a-f]{64}$'
                THEN decode(current_setting('nightjar.session', true), 'hex')
        END
    ) AS session
    INNER JOIN held.account_right AS given USING (right_id)
    WHERE session.stage = 'open' AND given.audience = 'officer'
$$;
