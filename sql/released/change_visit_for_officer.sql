-- released.change_visit_for_officer: another day, another officer, called off or planned again.
--
-- Audience  the licensing officer, in the name of the session, of visits of the own authority.
-- Terms     seen is the version of the plan that the form showed.
-- Returns   the new version. Raises NJ001 for what a plan may not be, NJ002 if another version came
--           first, NJ003 for an unknown visit and for another authority's alike.
CREATE OR REPLACE FUNCTION released.change_visit_for_officer(
    session bytea, visit uuid, seen integer, planned_for date, assigned_to uuid, status text,
    reason text
)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    place held.visit;
    added integer;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    place := derived.own_visit(visit, who.authority);
    IF EXISTS (SELECT FROM held.visit_record AS made WHERE made.visit_id = visit) THEN
        PERFORM derived.refuse('a visit that was made is not planned: correct its record');
    END IF;
    IF coalesce(status NOT IN ('planned', 'cancelled'), true) THEN
        PERFORM derived.refuse('a visit must be planned or called off; record it once it is made');
    END IF;
    added := derived.add_plan(
        place, seen, who.account, change_visit_for_officer.planned_for,
        change_visit_for_officer.assigned_to, change_visit_for_officer.status,
        change_visit_for_officer.reason, NULL
    );
    PERFORM audit.add(
        who.account::text, 'change visit', 'visit:' || visit, jsonb_build_object(
            'task', who.task, 'version', added, 'status', change_visit_for_officer.status,
            'planned_for', change_visit_for_officer.planned_for,
            'assigned_to', change_visit_for_officer.assigned_to
        )
    );
    RETURN added;
END
$$;
