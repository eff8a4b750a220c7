-- released.settle_edit_for_all: say that what met a newer version is not needed; it is kept.
--
-- Audience  the analyst and the officer, in the name of the session.
-- Raises    NJ004 for a case that is not theirs.
CREATE OR REPLACE FUNCTION released.settle_edit_for_all(session bytea, wanted uuid, edit bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    PERFORM derived.settle_edit(wanted, edit, who.account);
    PERFORM audit.add(
        who.account::text, 'settle edit', 'case:' || wanted,
        jsonb_build_object('edit', edit, 'task', who.task)
    );
END
$$;
