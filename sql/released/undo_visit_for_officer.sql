-- released.undo_visit_for_officer: take the last change of a plan back, by a version more.
--
-- Audience  the licensing officer, in the name of the session, of visits of the own authority.
-- Terms     seen is the version that the page showed, which is taken back. What was planned first
--           is taken back by calling it off; an undo is undone by another.
-- Returns   the new version. Raises NJ001 for a visit that was made, NJ002 if another version came
--           first, NJ003 for an unknown visit and for another authority's alike.
CREATE OR REPLACE FUNCTION released.undo_visit_for_officer(session bytea, visit uuid, seen integer)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    place held.visit;
    before held.visit_plan;
    added integer;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    place := derived.own_visit(visit, who.authority);
    IF EXISTS (SELECT FROM held.visit_record AS made WHERE made.visit_id = visit) THEN
        PERFORM derived.refuse('a visit that was made is not taken back: correct its record');
    END IF;
    SELECT plan.* INTO before
    FROM held.visit_plan AS plan
    WHERE plan.visit_id = visit AND plan.version = seen - 1;
    IF before.visit_id IS NULL THEN
        before := derived.newest_plan(visit);
        before.status := 'cancelled';
        before.reason := 'planned by mistake, and taken back';
    END IF;
    added := derived.add_plan(
        place, seen, who.account, before.planned_for, before.assigned_to, before.status,
        before.reason, seen
    );
    PERFORM audit.add(
        who.account::text, 'undo visit', 'visit:' || visit, jsonb_build_object(
            'task', who.task, 'version', added, 'undoes', seen, 'status', before.status
        )
    );
    RETURN added;
END
$$;
