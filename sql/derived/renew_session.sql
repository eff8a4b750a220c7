-- derived.renew_session: looking is using: a session lasts from when it was last seen.
--
-- Unit  at most once in ten seconds, so that a page and its parts do not each write.
CREATE OR REPLACE FUNCTION derived.renew_session(token bytea)
RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    -- planned once for a connection: each request of each page asks this
    UPDATE held.session AS seen
    SET last_seen = clock_timestamp()
    FROM derived.live_session(token) AS live
    WHERE
        seen.token_sha256 = live.token_sha256 AND live.stage IN ('open', 'choose')
        AND live.last_seen < clock_timestamp() - interval '10 seconds';
END
$$;
