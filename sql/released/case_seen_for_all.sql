-- released.case_seen_for_all: what each side of a case was shown, newest first.
--
-- Audience  the analyst and the officer, in the name of the session. Of which run or quarter a side
--           was shown is told to that side alone; the other learns that, who and when.
CREATE OR REPLACE FUNCTION released.case_seen_for_all(session bytea, wanted uuid)
RETURNS TABLE (side text, tab text, seen_by text, of_what text, seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        seen.side,
        seen.tab,
        derived.who(seen.account_id::text),
        CASE who.side WHEN seen.side THEN seen.of_what END,
        seen.seen_at
    FROM derived.visible_cases(session) AS found
    CROSS JOIN derived.review_party(session) AS who
    INNER JOIN held.case_seen AS seen USING (case_id)
    WHERE found.case_id = wanted
    ORDER BY seen.seen_no DESC;
END
$$;
