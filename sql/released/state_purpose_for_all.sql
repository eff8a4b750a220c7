-- released.state_purpose_for_all: say once what the next consultations are for.
--
-- Audience  everybody who signs in; which audience it is, the login says and no argument does.
-- Needs     one of the five purposes, and a case reference or a reason of ten characters.
-- Returns   the number of the task, which each consultation then names.
CREATE OR REPLACE FUNCTION released.state_purpose_for_all(
    account text, purpose text, case_reference text, reason text
)
RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT audit.state_purpose(
        account, derived.audience_of_login(), purpose, case_reference, reason
    )
$$;
