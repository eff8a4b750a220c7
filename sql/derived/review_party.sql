-- derived.review_party: whose session a token opens, and for which side of a joint review.
--
-- Returns  one row: police for the analyst's login, council for the officer's, which has an
--          authority; task is null if no purpose is in force.
-- Raises   42501 for every other login, and unless the session is that login's.
CREATE OR REPLACE FUNCTION derived.review_party(token bytea)
RETURNS TABLE (account uuid, side text, authority text, task bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF derived.audience_of_login() NOT IN ('analyst', 'officer') THEN
        RAISE EXCEPTION 'only police and council take part in a joint review'
        USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
    SELECT
        who.account::uuid,
        CASE who.audience WHEN 'analyst' THEN 'police' ELSE 'council' END,
        who.authority,
        who.task
    FROM derived.looker(token) AS who;
END
$$;
