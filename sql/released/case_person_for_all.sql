-- released.case_person_for_all: who can be given an action of a case, by name.
--
-- Audience  the analyst and the officer, in the name of the session.
CREATE OR REPLACE FUNCTION released.case_person_for_all(session bytea, wanted uuid)
RETURNS TABLE (account_id uuid, display_name text, side text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        person.account_id,
        person.display_name,
        person.side
    FROM derived.visible_cases(session) AS found
    CROSS JOIN LATERAL derived.case_people(found.authority) AS person
    WHERE found.case_id = wanted
    ORDER BY person.side, lower(person.display_name), person.display_name, person.account_id;
END
$$;
