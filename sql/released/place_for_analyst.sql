-- released.place_for_analyst: the places that count, of episodes that began between two days.
--
-- Audience  the police analyst, who alone may see points. Homes, institutions and where a child is
--           missing from never count, so they are not here.
-- Days      both counted, at most 1,100 of them; more, or none, answer nothing.
-- Returns   the points with most episodes first, at most 20,000 of them, and how many there are in
--           all. EPSG:4326.
CREATE OR REPLACE FUNCTION released.place_for_analyst(first_day date, last_day date)
RETURNS TABLE (
    longitude double precision, latitude double precision, episodes bigint, children bigint,
    last_on date, by_month boolean, matching bigint
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT
        ST_X(ST_Transform(place.geom, 4326)) AS longitude,
        ST_Y(ST_Transform(place.geom, 4326)) AS latitude,
        place.episodes,
        place.children,
        place.last_on,
        place.by_month,
        count(*) OVER () AS matching
    FROM derived.places_between(first_day, last_day) AS place
    WHERE last_day - first_day BETWEEN 0 AND 1099
    ORDER BY place.episodes DESC, place.last_on DESC, place.geom
    LIMIT 20000
$$;
