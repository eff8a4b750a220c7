-- derived.review_writer: who writes in a joint review: somebody of either side who said what for.
--
-- Raises  NJ001 without a purpose in force; 42501 as derived.review_party does.
CREATE OR REPLACE FUNCTION derived.review_writer(token bytea)
RETURNS TABLE (account uuid, side text, authority text, task bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.review_party(token);
    IF who.task IS NULL THEN
        PERFORM derived.refuse('say first what you are here for: your purpose has run out');
    END IF;
    RETURN QUERY SELECT who.account::uuid, who.side::text, who.authority::text, who.task::bigint;
END
$$;
