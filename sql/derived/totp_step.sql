-- derived.totp_step: the step that a code is of, at an instant or one step beside it.
--
-- Unit     steps of 30 seconds since 1970; one step of grace each way, for clocks that differ.
-- Returns  the step; null for a code that is not of any of the three.
CREATE OR REPLACE FUNCTION derived.totp_step(secret bytea, code text, at timestamptz)
RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT max(step)
    FROM generate_series(-1, 1) AS beside
    CROSS JOIN LATERAL (
        SELECT floor(extract(EPOCH FROM at) / 30)::bigint + beside AS step
    ) AS steps
    WHERE derived.totp_code(secret, step) = code
$$;
