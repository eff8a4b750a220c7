-- released.add_meeting_for_all: plan a meeting; its agenda is every open case of its authorities.
--
-- Audience  the analyst, for any authorities; the officer, for the own one whatever is asked.
-- Raises    NJ001 for authorities that are none.
CREATE OR REPLACE FUNCTION released.add_meeting_for_all(
    session bytea, day date, led_by text, authorities text[]
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    made uuid := gen_random_uuid();  -- it is nobody's to read before its authorities are there
    wanted text[];
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    SELECT array_agg(authority.code) INTO wanted
    FROM held.authority AS authority
    WHERE
        authority.code = CASE who.side WHEN 'council' THEN who.authority ELSE authority.code END
        AND (who.side = 'council' OR authority.code = ANY(authorities));
    IF wanted IS NULL THEN
        PERFORM derived.refuse('choose at least one authority');
    END IF;
    INSERT INTO held.review_meeting (meeting_id, held_on, chair, made_by, changed_by)
    VALUES (made, day, led_by, who.account, who.account);
    INSERT INTO held.review_meeting_authority SELECT made, unnest(wanted);
    INSERT INTO held.review_agenda (meeting_id, case_id, put_by)
    SELECT made, waiting.case_id, who.account
    FROM held.review_case AS waiting
    WHERE waiting.state = 'open' AND waiting.authority = ANY(wanted);
    PERFORM audit.add(
        who.account::text, 'add meeting', 'meeting:' || made, jsonb_build_object('task', who.task)
    );
    RETURN made;
END
$$;
