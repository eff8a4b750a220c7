-- derived.case_to_change: a case that a session's holder may write in, kept from others meanwhile.
--
-- Raises  NJ004 for another authority's case as for one that there is not; NJ001 for a closed one.
CREATE OR REPLACE FUNCTION derived.case_to_change(token bytea, wanted uuid)
RETURNS held.review_case
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    found_case held.review_case;
BEGIN
    SELECT * INTO who FROM derived.review_party(token);
    SELECT each.* INTO found_case
    FROM held.review_case AS each
    WHERE each.case_id = wanted AND (who.side = 'police' OR who.authority = each.authority)
    FOR NO KEY UPDATE;
    IF found_case.case_id IS NULL THEN
        PERFORM derived.unknown_object();
    END IF;
    IF found_case.state = 'closed' THEN
        PERFORM derived.refuse('this case is closed: open another for what is new');
    END IF;
    RETURN found_case;
END
$$;
