-- released.notice_for_all: how much waits for the holder of a session, for the bar of every page.
--
-- Audience  the analyst and the officer, in the name of the session; numbers alone. Visits are told
--           to officers, whose they are.
CREATE OR REPLACE FUNCTION released.notice_for_all(session bytea)
RETURNS TABLE (actions bigint, late bigint, visits bigint, texts bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        count(*) FILTER (WHERE waits.kind = 'action'),
        count(*) FILTER (WHERE waits.kind = 'action' AND waits.is_late),
        count(*) FILTER (WHERE waits.kind = 'visit' AND who.side = 'council'),
        count(*) FILTER (WHERE waits.kind = 'text')
    FROM derived.review_party(session) AS who
    CROSS JOIN LATERAL derived.waiting_for(who.account) AS waits;
END
$$;
