-- released.use_view_for_officer: the filters of a saved view, which is noted as used.
--
-- Audience  the licensing officer, in the name of the session: own views, and those of the own
--           authority that are shared. Opening asks for the right anew each time; it needs no
--           purpose, since the list that it leads to does.
-- Returns   the filters. Raises NJ003 for a view that there is not, and for one of somebody else
--           that is not shared, or of another authority, alike.
CREATE OR REPLACE FUNCTION released.use_view_for_officer(session bytea, view uuid)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    kept jsonb;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    UPDATE held.saved_view AS saved
    SET last_used_at = clock_timestamp()
    WHERE
        saved.view_id = view AND saved.ended_at IS NULL AND saved.authority = who.authority
        AND (saved.shared OR saved.owner::text = who.account)
    RETURNING saved.filters INTO kept;
    IF kept IS NULL THEN
        RAISE EXCEPTION 'there is no view of that number' USING ERRCODE = 'NJ003';
    END IF;
    RETURN kept;
END
$$;
