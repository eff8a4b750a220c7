-- released.save_view_for_officer: keep filters of the list under a name.
--
-- Audience  the licensing officer, in the name of the session; shared ones are for the officers of
--           the same authority.
-- Needs     filters by name, and nothing that was typed to search: a check of the table refuses it.
-- Returns   the number of the view. Raises NJ001 for a name that cannot be shown, or the fiftieth.
CREATE OR REPLACE FUNCTION released.save_view_for_officer(
    session bytea, name text, shared boolean, filters jsonb
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    made uuid;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    IF coalesce(name !~ '^[^[:cntrl:]]{1,60}$' OR name !~ '[^[:space:]]', true) THEN
        PERFORM derived.refuse('a view must have a name of 1 to 60 characters');
    END IF;
    IF (
        SELECT count(*)
        FROM held.saved_view AS view
        WHERE view.owner = who.account AND view.authority = who.authority AND view.ended_at IS NULL
    ) >= 50 THEN
        PERFORM derived.refuse('at most 50 views can be saved: take one away first');
    END IF;
    INSERT INTO held.saved_view (owner, authority, name, shared, filters)
    VALUES (
        who.account, who.authority, save_view_for_officer.name, save_view_for_officer.shared,
        save_view_for_officer.filters
    )
    RETURNING view_id INTO made;
    PERFORM audit.add(
        who.account::text, 'save view', 'view:' || made,
        jsonb_build_object('task', who.task, 'shared', save_view_for_officer.shared)
    );
    RETURN made;
END
$$;
