-- released.premises_found_for_officer: the premises that words find, at most 50.
--
-- Audience  the licensing officer: the own authority's and its neighbours', by the session that the
--           transaction is set to; none without one.
--           Nobody's name is looked at. derived.premises_found says what finds what.
CREATE OR REPLACE FUNCTION released.premises_found_for_officer(words text)
RETURNS TABLE (
    premises_id uuid, name text, kind text, address text, postcode text, authority_name text,
    neighbour boolean, licence_number text, longitude double precision, latitude double precision,
    matching bigint
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT found.*
    FROM derived.premises_found(words, false, (SELECT released.own_authority_for_officer())) AS found
$$;
