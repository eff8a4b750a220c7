-- released.plan_visits_for_officer: plan visits to premises of the own authority, all for one day.
--
-- Audience  the licensing officer, in the name of the session: it says who plans, for which
--           authority and for which purpose, and no argument does.
-- Returns   a row for each premises; made is false where a visit was planned already, which is left
--           as it is. One premises that is unknown, or another authority's, leaves nothing planned.
-- Raises    NJ001 for what a plan may not be, NJ003 for an unknown premises.
CREATE OR REPLACE FUNCTION released.plan_visits_for_officer(
    session bytea, places uuid[], planned_for date, assigned_to uuid, quarter text
)
RETURNS TABLE (premises_id uuid, visit_id uuid, made boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    place uuid;
    added held.visit;
    planned uuid[] := '{}';
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    IF coalesce(cardinality(places) NOT BETWEEN 1 AND 100, true) THEN
        PERFORM derived.refuse('from 1 to 100 premises must be chosen: tick them in the list');
    END IF;
    -- always in the same order, or two who plan the same premises could wait for each other
    FOR place IN SELECT DISTINCT each.id FROM unnest(places) AS each (id) ORDER BY each.id LOOP
        PERFORM derived.own_premises(place, who.authority);
        premises_id := place;
        visit_id := derived.open_visit(place);
        made := visit_id IS NULL;
        IF made THEN
            INSERT INTO held.visit (premises_id, authority, quarter, made_by)
            VALUES (place, who.authority, plan_visits_for_officer.quarter, who.account)
            RETURNING * INTO added;
            visit_id := added.visit_id;
            planned := planned || visit_id;
            PERFORM derived.add_plan(
                added, 0, who.account, plan_visits_for_officer.planned_for,
                plan_visits_for_officer.assigned_to, 'planned', NULL, NULL
            );
        END IF;
        RETURN NEXT;
    END LOOP;
    IF cardinality(planned) > 0 THEN
        PERFORM audit.add(
            who.account::text, 'plan visits', 'visits', jsonb_build_object(
                'task', who.task, 'authority', who.authority, 'visits', planned,
                'planned_for', plan_visits_for_officer.planned_for,
                'assigned_to', plan_visits_for_officer.assigned_to
            )
        );
    END IF;
END
$$;
