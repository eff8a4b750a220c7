-- derived.open_visit: the visit to a premises that is planned and neither made nor called off.
--
-- Returns  null if there is none; there is never more than one.
CREATE OR REPLACE FUNCTION derived.open_visit(place uuid)
RETURNS uuid
LANGUAGE sql STABLE
AS $$
    SELECT visit.visit_id
    FROM held.visit AS visit
    WHERE
        visit.premises_id = place
        AND (derived.newest_plan(visit.visit_id)).status = 'planned'
    LIMIT 1
$$;
