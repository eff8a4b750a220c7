-- derived.officer: the officer whose session a token opens, who has said what for.
--
-- Raises   42501 unless the session is open and an officer's; 22023 without a purpose in force:
--          whatever an officer writes is for one, as whatever they see is.
CREATE OR REPLACE FUNCTION derived.officer(token bytea)
RETURNS TABLE (account uuid, authority text, task bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(token);
    IF who.audience <> 'officer' THEN
        RAISE EXCEPTION 'only an officer may do that' USING ERRCODE = '42501';
    END IF;
    IF who.task IS NULL THEN
        RAISE EXCEPTION 'a purpose must be stated before anything is written'
        USING ERRCODE = '22023';
    END IF;
    RETURN QUERY SELECT who.account::uuid, who.authority, who.task;
END
$$;
