-- derived.may_try: whether a sign-in may be tried for a name, or from an address.
--
-- Failures count for 15 minutes after the last of them. The row stays locked until the transaction
-- ends, so that a hundred guesses at once are tried one after another.
CREATE OR REPLACE FUNCTION derived.may_try(guarded_kind text, guarded text)
RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
    free boolean;
BEGIN
    INSERT INTO held.sign_in_guard AS guard (kind, digest, failures)
    VALUES (guarded_kind, sha256(convert_to(guarded, 'UTF8')), 0)
    ON CONFLICT (kind, digest) DO UPDATE
        SET
            failures = CASE
                WHEN guard.last_failed > clock_timestamp() - interval '15 minutes'
                    THEN guard.failures
                ELSE 0
            END
    RETURNING coalesce(guard.locked_until <= clock_timestamp(), true) INTO free;
    RETURN free;
END
$$;
