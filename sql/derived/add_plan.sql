-- derived.add_plan: a version more of a visit's plan, after the one that was seen.
--
-- Needs    the visit locked by derived.own_visit, or new.
-- Raises   NJ001 for a day or words that a plan may not have, NJ002 if another version came first.
CREATE OR REPLACE FUNCTION derived.add_plan(
    place held.visit, seen integer, actor uuid, new_day date, new_holder uuid, new_status text,
    new_reason text, taken_back integer
)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    before held.visit_plan := derived.newest_plan(place.visit_id);
    said text := nullif(btrim(new_reason), '');
BEGIN
    PERFORM derived.refuse_clash(seen, coalesce(before.version, 0));
    IF coalesce(new_day NOT BETWEEN '1990-01-01' AND '2199-12-31', true) THEN
        PERFORM derived.refuse('a visit must be planned for a day, such as 4 12 2026');
    END IF;
    IF new_status = 'cancelled' AND coalesce(length(said) NOT BETWEEN 3 AND 500, true) THEN
        PERFORM derived.refuse('to call a visit off, say why in 3 to 500 characters');
    END IF;
    IF new_holder IS DISTINCT FROM before.assigned_to AND new_holder IS NOT NULL THEN
        PERFORM derived.colleague(new_holder, place.authority);
    END IF;
    IF
        new_status = 'planned'
        AND derived.open_visit(place.premises_id) IS DISTINCT FROM place.visit_id
        AND derived.open_visit(place.premises_id) IS NOT NULL
    THEN
        PERFORM derived.refuse('another visit to this premises is planned already: change that one');
    END IF;
    INSERT INTO held.visit_plan (
        visit_id, version, planned_for, assigned_to, status, reason, undoes, changed_by
    )
    VALUES (
        place.visit_id, coalesce(before.version, 0) + 1, new_day, new_holder, new_status,
        CASE WHEN new_status = 'cancelled' THEN said END, taken_back, actor
    );
    RETURN coalesce(before.version, 0) + 1;
END
$$;
