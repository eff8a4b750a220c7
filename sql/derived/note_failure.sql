-- derived.note_failure: count a failed sign-in of a name or an address; lock it at the limit.
--
-- Unit     the lock lasts 15 minutes from the failure that reached at_most.
CREATE OR REPLACE FUNCTION derived.note_failure(guarded_kind text, guarded text, at_most integer)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    locked boolean;
BEGIN
    UPDATE held.sign_in_guard AS guard
    SET
        failures = CASE WHEN guard.failures + 1 >= at_most THEN 0 ELSE guard.failures + 1 END,
        last_failed = clock_timestamp(),
        locked_until = CASE
            WHEN guard.failures + 1 >= at_most THEN clock_timestamp() + interval '15 minutes'
            ELSE guard.locked_until
        END
    WHERE guard.kind = guarded_kind AND guard.digest = sha256(convert_to(guarded, 'UTF8'))
    RETURNING guard.failures = 0 INTO locked;
    IF locked THEN
        PERFORM audit.add(
            'gate', 'sign-in locked',
            coalesce(
                (
                    SELECT account.account_id::text
                    FROM held.account AS account
                    WHERE guarded_kind = 'name' AND account.sign_in_name = guarded
                ),
                'unknown ' || guarded_kind
            ),
            '{"minutes": 15}'
        );
    END IF;
END
$$;
