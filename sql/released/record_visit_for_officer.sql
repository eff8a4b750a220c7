-- released.record_visit_for_officer: what was found and done at a visit; a correction is a version.
--
-- Audience  the licensing officer, in the name of the session, of the own authority.
-- Terms     visit, or place for a visit that nobody planned; seen is the version of the record that
--           the form showed, 0 for none.
-- Needs     words that name no child: the pages check them by geo.free_text, and a child's
--           reference is refused here as well. No entry of the record of who did what has them.
-- Returns   the visit and its new version. Raises NJ001 for what a record may not be, NJ002 if
--           another version came first, NJ003 for an unknown visit or premises.
CREATE OR REPLACE FUNCTION released.record_visit_for_officer(
    session bytea, visit uuid, place uuid, seen integer, visited_on date, visited_by uuid,
    outcome text, measure text, measure_text text, awareness text[], note text, reply text
)
RETURNS TABLE (visit_id uuid, version integer)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    made held.visit;
    plan held.visit_plan;
    before held.visit_record;
    today date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    IF coalesce(visited_on NOT BETWEEN '1990-01-01' AND today, true) THEN
        PERFORM derived.refuse('a visit must have been made today or before: give its day');
    END IF;
    IF coalesce(
        concat_ws(' ', measure_text, note, reply)
        ~ '[0-9A-Fa-f]{16}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}', false
    ) THEN
        PERFORM derived.refuse('a record may not hold a reference to a child: write it without');
    END IF;
    IF visit IS NULL THEN
        PERFORM derived.own_premises(place, who.authority);
        IF EXISTS (
            SELECT
            FROM held.visit AS other
            INNER JOIN held.visit_record AS record USING (visit_id)
            WHERE
                other.premises_id = place
                AND record.visited_on = record_visit_for_officer.visited_on
                AND record.visited_by = record_visit_for_officer.visited_by
        ) THEN
            PERFORM derived.refuse(
                'a visit by that officer on that day is recorded already: correct that record'
            );
        END IF;
        visit := derived.open_visit(place);
    END IF;
    IF visit IS NULL THEN
        INSERT INTO held.visit (premises_id, authority, made_by)
        VALUES (place, who.authority, who.account)
        RETURNING * INTO made;
    ELSE
        made := derived.own_visit(visit, who.authority);
    END IF;
    SELECT record.* INTO before
    FROM held.visit_record AS record
    WHERE record.visit_id = made.visit_id
    ORDER BY record.version DESC
    LIMIT 1;
    PERFORM derived.refuse_clash(seen, coalesce(before.version, 0));
    IF visited_by IS DISTINCT FROM before.visited_by THEN
        PERFORM derived.colleague(visited_by, who.authority);
    END IF;
    INSERT INTO held.visit_record (
        visit_id, version, visited_on, visited_by, outcome, measure, measure_text, awareness, note,
        reply, changed_by
    )
    VALUES (
        made.visit_id, coalesce(before.version, 0) + 1, record_visit_for_officer.visited_on,
        record_visit_for_officer.visited_by, record_visit_for_officer.outcome,
        record_visit_for_officer.measure, record_visit_for_officer.measure_text,
        array(SELECT DISTINCT each.way FROM unnest(awareness) AS each (way) ORDER BY each.way),
        record_visit_for_officer.note, record_visit_for_officer.reply, who.account
    );
    plan := derived.newest_plan(made.visit_id);
    IF plan.status IS DISTINCT FROM 'done' THEN
        PERFORM derived.add_plan(
            made, coalesce(plan.version, 0), who.account,
            coalesce(plan.planned_for, record_visit_for_officer.visited_on),
            coalesce(plan.assigned_to, record_visit_for_officer.visited_by), 'done', NULL, NULL
        );
    END IF;
    PERFORM audit.add(
        who.account::text, 'record visit', 'visit:' || made.visit_id, jsonb_build_object(
            'task', who.task, 'version', coalesce(before.version, 0) + 1,
            'visited_on', record_visit_for_officer.visited_on
        )
    );
    visit_id := made.visit_id;
    version := coalesce(before.version, 0) + 1;
    RETURN NEXT;
END
$$;
