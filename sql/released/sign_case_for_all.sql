-- released.sign_case_for_all: sign the newest version of a case's decision for one's own side.
--
-- Audience  the analyst for police, the officer for the council, in the name of the session.
-- Raises    NJ004 for a case that is not theirs; NJ001 if a newer version is there, the side has
--           signed it, or the same person signed it for the other side.
CREATE OR REPLACE FUNCTION released.sign_case_for_all(
    session bytea, wanted uuid, read_version integer
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    newest integer;
    signed held.case_signature;
BEGIN
    SELECT * INTO who FROM derived.review_writer(session);
    PERFORM derived.case_to_change(session, wanted);
    SELECT max(each.version) INTO newest
    FROM held.case_decision AS each
    WHERE each.case_id = wanted;
    IF newest IS NULL THEN
        PERFORM derived.refuse('there is no decision to sign yet');
    END IF;
    IF newest <> read_version THEN
        PERFORM derived.refuse(
            'the decision was changed after you read it: read the newest version, then sign that'
        );
    END IF;
    SELECT each.* INTO signed
    FROM held.case_signature AS each
    WHERE
        each.case_id = wanted AND each.version = newest
        AND (each.side = who.side OR each.account_id = who.account)
    LIMIT 1;
    IF signed.side = who.side THEN
        PERFORM derived.refuse('your side has signed this version already');
    ELSIF signed.account_id IS NOT NULL THEN
        PERFORM derived.refuse('you signed it for the other side: it takes two people');
    END IF;
    INSERT INTO held.case_signature (case_id, version, side, account_id)
    VALUES (wanted, newest, who.side, who.account);
    PERFORM audit.add(
        who.account::text, 'sign case', 'case:' || wanted,
        jsonb_build_object('version', newest, 'side', who.side, 'task', who.task)
    );
END
$$;
