-- derived.visible_cases: the cases that whoever a session is of may see.
--
-- Police see every case, a council those of its own authority; a session says which.
CREATE OR REPLACE FUNCTION derived.visible_cases(token bytea)
RETURNS SETOF held.review_case
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT seen.*
    FROM derived.review_party(token) AS who
    INNER JOIN held.review_case AS seen
        ON who.side = 'police' OR who.authority = seen.authority
$$;
