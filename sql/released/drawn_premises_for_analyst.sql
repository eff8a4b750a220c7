-- released.drawn_premises_for_analyst: the premises in a shape that was drawn on the map.
--
-- Audience  the police analyst. Corners are in EPSG:4326, as derived.drawn_shape takes them.
-- Returns   at most 200, by name, and how many there are in all. EPSG:4326.
-- Raises    NJ001 for a shape that cannot be taken.
CREATE OR REPLACE FUNCTION released.drawn_premises_for_analyst(
    longitudes double precision[], latitudes double precision[]
)
RETURNS TABLE (
    premises_id uuid, name text, kind text, address text, postcode text, authority_name text,
    longitude double precision, latitude double precision, matching bigint
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.address,
        premises.postcode,
        authority.name AS authority_name,
        ST_X(ST_Transform(premises.geom, 4326)) AS longitude,
        ST_Y(ST_Transform(premises.geom, 4326)) AS latitude,
        count(*) OVER () AS matching
    FROM (SELECT derived.drawn_shape(longitudes, latitudes) AS shape) AS drawn
    INNER JOIN held.premises AS premises ON ST_Intersects(premises.geom, drawn.shape)
    INNER JOIN held.authority AS authority ON premises.authority = authority.code
    ORDER BY lower(premises.name), premises.name, premises.premises_id
    LIMIT 200
$$;
