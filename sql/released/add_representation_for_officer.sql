-- released.add_representation_for_officer: write down a complaint, a reply or a correction.
--
-- Audience  the licensing officer, in the name of the session, about a premises of the own
--           authority.
-- Needs     words that name no child: the pages check them by geo.free_text, and a child's
--           reference is refused here as well. No entry of the record of who did what has them.
-- Returns   its number. Raises NJ001 for what it may not be, NJ003 for an unknown premises.
CREATE OR REPLACE FUNCTION released.add_representation_for_officer(
    session bytea, place uuid, kind text, received_on date, made_for text, asked text
)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    made uuid;
    today date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    SELECT * INTO who FROM derived.officer(session);
    PERFORM derived.own_premises(place, who.authority);
    IF coalesce(kind NOT IN ('complaint', 'reply', 'correction'), true) THEN
        PERFORM derived.refuse('choose whether it is a complaint, a reply or a correction');
    END IF;
    IF coalesce(made_for NOT IN ('business', 'resident', 'councillor', 'other'), true) THEN
        PERFORM derived.refuse('choose who it came from');
    END IF;
    IF coalesce(received_on NOT BETWEEN '2000-01-01' AND today, true) THEN
        PERFORM derived.refuse('it must have come today or before: give its day');
    END IF;
    IF coalesce(
        asked ~ '[0-9A-Fa-f]{16}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}', false
    ) THEN
        PERFORM derived.refuse('a record may not hold a reference to a child: write it without');
    END IF;
    INSERT INTO held.representation (
        premises_id, authority, kind, received_on, made_for, asked, made_by
    )
    VALUES (
        place, who.authority, add_representation_for_officer.kind,
        add_representation_for_officer.received_on, add_representation_for_officer.made_for,
        add_representation_for_officer.asked, who.account
    )
    RETURNING representation_id INTO made;
    PERFORM audit.add(
        who.account::text, 'add representation', 'representation:' || made, jsonb_build_object(
            'task', who.task, 'kind', add_representation_for_officer.kind,
            'received_on', add_representation_for_officer.received_on
        )
    );
    RETURN made;
END
$$;
