-- released.end_view_for_officer: take an own saved view away.
--
-- Audience  the licensing officer, in the name of the session: whoever saved it, and nobody else.
-- Raises    NJ003 for a view that there is not, and for somebody else's alike.
CREATE OR REPLACE FUNCTION released.end_view_for_officer(session bytea, view uuid)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    UPDATE held.saved_view AS saved
    SET ended_at = clock_timestamp()
    WHERE
        saved.view_id = view AND saved.ended_at IS NULL AND saved.authority = who.authority
        AND saved.owner = who.account;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no view of that number' USING ERRCODE = 'NJ003';
    END IF;
    PERFORM audit.add(
        who.account::text, 'end view', 'view:' || view, jsonb_build_object('task', who.task)
    );
END
$$;
