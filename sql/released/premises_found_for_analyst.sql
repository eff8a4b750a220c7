-- released.premises_found_for_analyst: the premises that words find, at most 50.
--
-- Audience  the police analyst: all premises.
--           Nobody's name is looked at. derived.premises_found says what finds what.
CREATE OR REPLACE FUNCTION released.premises_found_for_analyst(words text)
RETURNS TABLE (
    premises_id uuid, name text, kind text, address text, postcode text, authority_name text,
    neighbour boolean, licence_number text, longitude double precision, latitude double precision,
    matching bigint
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT found.*
    FROM derived.premises_found(words, true, NULL) AS found
$$;
