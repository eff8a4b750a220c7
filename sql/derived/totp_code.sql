-- derived.totp_code: the six digits that an authenticator app shows at a step of 30 seconds.
--
-- Source   RFC 6238 and RFC 4226 section 5.3: HMAC-SHA1 over the number of the step.
-- Returns  six digits as text.
CREATE OR REPLACE FUNCTION derived.totp_code(secret bytea, step bigint)
RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT
        lpad(
            ((
                ((get_byte(mac, beginning) & 127) << 24)
                | (get_byte(mac, beginning + 1) << 16)
                | (get_byte(mac, beginning + 2) << 8)
                | get_byte(mac, beginning + 3)
            ) % 1000000)::text,
            6, '0'
        )
    FROM (SELECT public.hmac(int8send(step), secret, 'sha1') AS mac) AS hashed
    CROSS JOIN LATERAL (SELECT get_byte(hashed.mac, 19) & 15 AS beginning) AS truncated
$$;
