-- derived.record_failure: put a failed sign-in into the record; no password, no unknown name.
--
-- Failures of an account are bounded by its lock. Names that nobody has are without number, so of
-- those a hundred in an hour are recorded one by one, then one entry says that more are not: the
-- record cannot be filled from outside.
CREATE OR REPLACE FUNCTION derived.record_failure(known uuid, step text)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    most CONSTANT integer := 100;
    found_so_far integer;
BEGIN
    IF known IS NOT NULL THEN
        PERFORM audit.add(
            'gate', 'sign-in failed', known::text, jsonb_build_object('step', step)
        );
        RETURN;
    END IF;
    INSERT INTO held.sign_in_guard AS guard (kind, digest, failures, last_failed)
    VALUES ('unknown', sha256(''), 1, clock_timestamp())
    ON CONFLICT (kind, digest) DO UPDATE
        SET
            failures = CASE
                WHEN guard.last_failed > clock_timestamp() - interval '1 hour'
                    THEN guard.failures + 1
                ELSE 1
            END,
            -- when the hour began, not when the last of them came
            last_failed = CASE
                WHEN guard.last_failed > clock_timestamp() - interval '1 hour'
                    THEN guard.last_failed
                ELSE clock_timestamp()
            END
    RETURNING guard.failures INTO found_so_far;
    IF found_so_far <= most THEN
        PERFORM audit.add(
            'gate', 'sign-in failed', 'unknown name', jsonb_build_object('step', step)
        );
    ELSIF found_so_far = most + 1 THEN
        PERFORM audit.add(
            'gate', 'sign-ins not recorded', 'unknown name',
            jsonb_build_object('recorded', most, 'minutes', 60)
        );
    END IF;
END
$$;
