-- released.review_reason_for_admin: record what a reviewer says of a purpose that was stated.
--
-- A review is an entry of the record itself: it can be added to, and never changed.
-- Audience  the administrator, in the name of a session that has a purpose; nobody reviews the
--           reasons that they gave themselves.
-- Raises    NJ001 for one's own reason, and for what is no stated purpose.
CREATE OR REPLACE FUNCTION released.review_reason_for_admin(
    session bytea, reviewed bigint, verdict text
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    stated audit.entry;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF who.task IS NULL THEN
        RAISE EXCEPTION 'a purpose must be stated before anything is reviewed'
        USING ERRCODE = '22023';
    END IF;
    IF coalesce(verdict NOT IN ('in order', 'asked about'), true) THEN
        PERFORM derived.refuse('choose whether the reason is in order or is asked about');
    END IF;
    SELECT * INTO stated
    FROM audit.entry AS entry
    WHERE entry.seq = reviewed AND entry.action = 'state purpose';
    IF stated.seq IS NULL THEN
        PERFORM derived.refuse('choose a reason from the list');
    END IF;
    IF stated.actor = who.account THEN
        PERFORM derived.refuse('somebody else must review the reasons that you gave');
    END IF;
    RETURN audit.add(
        who.account, 'review reason', reviewed::text,
        jsonb_build_object('verdict', verdict, 'task', who.task)
    );
END
$$;
