-- released.state_purpose_for_all: say once what the next consultations are for.
--
-- Audience  everybody who signs in, each in the name of the session; no argument says who or what
--           somebody is.
-- Needs     one of the audience's purposes, and a case reference or a reason of ten characters. A
--           child's reference is refused in any form: audit.state_purpose knows the hexadecimal
--           ones, base64 is told here by its letters of both sizes with a digit among them, and a
--           long number in groups by what is left when they are put together.
-- Lasting   what the session looks at next is for it; else it is for what names it alone.
-- Returns   the number of the task, which each consultation then names.
CREATE OR REPLACE FUNCTION released.state_purpose_for_all(
    session bytea, purpose text, case_reference text, reason text, lasting boolean
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    stated bigint;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF NOT coalesce(purpose = ANY(derived.purposes_of(who.audience)), false) THEN
        RAISE EXCEPTION 'a purpose must be one of those of the audience' USING ERRCODE = '22023';
    END IF;
    IF length(regexp_replace(reason, '[^[:alpha:]]', '', 'g')) < 6 THEN
        RAISE EXCEPTION 'a reason must be in words' USING ERRCODE = '22023';
    END IF;
    IF concat_ws(' ', case_reference, reason) ~ (
        '(?=[a-z0-9+/_-]*[A-Z])(?=[A-Z0-9+/_-]*[a-z])(?=[A-Za-z+/_-]*[0-9])'
        || '[A-Za-z0-9+/_-]{20}'
    ) OR regexp_replace(concat_ws(' ', case_reference, reason), '[[:space:]:._-]', '', 'g') ~* (
        '(?=([0-9]*[a-f]){3})(?=([a-f]*[0-9]){3})[0-9a-f]{20}'
    ) THEN
        RAISE EXCEPTION 'a reason may not hold a reference to a child' USING ERRCODE = '22023';
    END IF;
    stated := audit.state_purpose(who.account, who.audience, purpose, case_reference, reason);
    IF lasting THEN
        UPDATE held.session AS own SET task = stated WHERE own.token_sha256 = session;
    END IF;
    RETURN stated;
END
$$;
