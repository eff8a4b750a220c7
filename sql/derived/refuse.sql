-- derived.refuse: stop with a sentence that is meant for whoever asked.
--
-- Raises   NJ001, by which callers tell a refusal from a fault.
CREATE OR REPLACE FUNCTION derived.refuse(sentence text)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'NJ001', MESSAGE = sentence;
END
$$;
