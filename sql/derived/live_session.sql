-- derived.live_session: the session of a token, if it may still be used.
--
-- Unit     15 minutes since it was last seen, 8 hours since its sign-in, by the database's clock;
--          10 minutes for what is left of a sign-in.
-- Returns  no row for a session that has ended, ran out, or whose account or right has ended.
CREATE OR REPLACE FUNCTION derived.live_session(token bytea)
RETURNS SETOF held.session
LANGUAGE sql STABLE
AS $$
    SELECT session.*
    FROM held.session AS session
    INNER JOIN held.account AS account USING (account_id)
    LEFT JOIN held.account_right AS given USING (right_id)
    WHERE
        session.token_sha256 = token
        AND session.ended_at IS NULL
        AND session.last_seen > clock_timestamp() - interval '15 minutes'
        AND session.began_at > clock_timestamp() - CASE
            WHEN session.stage = 'open' OR session.stage = 'choose' THEN interval '8 hours'
            ELSE interval '10 minutes'
        END
        AND derived.account_is_open(account)
        AND (session.right_id IS NULL OR (given.granted_at IS NOT NULL AND given.ended_at IS NULL))
$$;
