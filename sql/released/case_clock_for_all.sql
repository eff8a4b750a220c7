-- released.case_clock_for_all: the statutory clocks of the cases that somebody may see.
--
-- Audience  the analyst and the officer, in the name of the session. By when what is due is counted
--           from these by geo.statutory_clocks.
CREATE OR REPLACE FUNCTION released.case_clock_for_all(session bytea)
RETURNS TABLE (
    clock_id uuid,
    case_id uuid,
    event text,
    began_at timestamptz,
    started_by text,
    stopped_by text,
    stopped_at timestamptz,
    outcome text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        clock.clock_id,
        found.case_id,
        clock.event,
        clock.began_at,
        derived.who(clock.started_by::text),
        derived.who(clock.stopped_by::text),
        clock.stopped_at,
        clock.outcome
    FROM derived.visible_cases(session) AS found
    INNER JOIN held.case_clock AS clock USING (case_id)
    ORDER BY clock.began_at, clock.clock_id;
END
$$;
