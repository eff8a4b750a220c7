-- derived.own_visit: a visit of an authority, locked until the transaction ends.
--
-- Writers of one visit queue here, so that each sees the version before its own.
-- Raises   NJ003 for a visit that there is not, and for another authority's alike.
CREATE OR REPLACE FUNCTION derived.own_visit(wanted uuid, of_authority text)
RETURNS held.visit
LANGUAGE plpgsql
AS $$
DECLARE
    found_visit held.visit;
BEGIN
    -- the premises first: whoever plans a visit to it takes that lock and then the visit's
    PERFORM derived.own_premises(visit.premises_id, of_authority)
    FROM held.visit AS visit
    WHERE visit.visit_id = wanted AND visit.authority = of_authority;
    SELECT visit.* INTO found_visit
    FROM held.visit AS visit
    WHERE visit.visit_id = wanted AND visit.authority = of_authority
    FOR UPDATE;
    IF found_visit.visit_id IS NULL THEN
        RAISE EXCEPTION 'there is no visit of that number' USING ERRCODE = 'NJ003';
    END IF;
    RETURN found_visit;
END
$$;
