-- released.see_case_for_all: keep that one side is shown the evidence or the licences of a case.
--
-- Audience  the analyst and the officer, in the name of the session. Kept once in an hour for the
--           same person and the same thing. A closed case can still be looked at.
-- Raises    NJ004 for a case that is not theirs.
CREATE OR REPLACE FUNCTION released.see_case_for_all(
    session bytea, wanted uuid, on_tab text, shown text
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.review_party(session);
    IF NOT EXISTS (
        SELECT FROM derived.visible_cases(session) AS each WHERE each.case_id = wanted
    ) THEN
        PERFORM derived.unknown_object();
    END IF;
    INSERT INTO held.case_seen (case_id, side, tab, account_id, of_what)
    SELECT wanted, who.side, on_tab, who.account, shown
    WHERE NOT EXISTS (
        SELECT
        FROM held.case_seen AS before
        WHERE
            before.case_id = wanted AND before.account_id = who.account
            AND before.side = who.side AND before.tab = on_tab AND before.of_what = shown
            AND before.seen_at > clock_timestamp() - interval '1 hour'
    );
END
$$;
