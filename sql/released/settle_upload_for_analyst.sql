-- released.settle_upload_for_analyst: load, discard or take back what one sent.
--
-- Audience  the analyst, in the name of the session; nobody else's upload is there for them.
-- Acts      commit: of what was checked. discard: of what is not loaded, also while a worker is at
--           it, who then stops. undo: of what was loaded by a page in the last 7 days.
-- Returns   the state that it is in now; null if there is no such upload.
-- Raises    NJ001 if it is in a state in which the act is not possible.
CREATE OR REPLACE FUNCTION released.settle_upload_for_analyst(
    session bytea, upload_id uuid, act text, reason text
)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    sent held.upload;
    becomes text;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    SELECT * INTO sent
    FROM held.upload AS own
    WHERE
        own.upload_id = settle_upload_for_analyst.upload_id
        AND own.account_id = who.account::uuid
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    becomes := CASE
        WHEN act = 'commit' AND sent.state = 'checked' THEN 'committing'
        WHEN
            act = 'discard' AND sent.state IN ('waiting', 'checking', 'checked', 'refused')
            THEN 'discarded'
        WHEN act = 'undo' AND sent.state = 'loaded' THEN 'undoing'
    END;
    IF becomes IS NULL THEN
        PERFORM derived.refuse(
            'this upload is no longer as the page showed it: see below how it stands now'
        );
    END IF;
    IF becomes = 'undoing' AND sent.settled_at < clock_timestamp() - interval '7 days' THEN
        PERFORM derived.refuse('a load can be taken back for 7 days, and these are over');
    END IF;
    IF becomes = 'undoing' AND length(trim(coalesce(reason, ''))) < 10 THEN
        PERFORM derived.refuse('taking a load back needs a reason of ten characters or more');
    END IF;
    UPDATE held.upload AS own
    SET
        state = becomes,
        done = 0,
        expected = NULL,
        tries = 0,
        refusal = NULL,
        undo_reason = CASE becomes WHEN 'undoing' THEN trim(reason) ELSE own.undo_reason END,
        settled_at = CASE becomes WHEN 'discarded' THEN clock_timestamp() ELSE own.settled_at END
    WHERE own.upload_id = sent.upload_id;
    PERFORM audit.add(
        who.account,
        act || ' upload',
        sent.upload_id::text,
        CASE
            WHEN becomes = 'undoing' THEN jsonb_build_object('reason', trim(reason))
            ELSE '{}'::jsonb
        END
    );
    RETURN becomes;
END
$$;
