-- derived.areas_in_wards: which wards a list of areas overlaps, and by which part of each area.
--
-- What anybody can read off two public maps, and an attacker would. Areas are WKB in EPSG:27700,
-- numbered from 1; wards are of one vintage. What lies outside every ward has no row.
CREATE OR REPLACE FUNCTION derived.areas_in_wards(areas bytea[], vintage integer)
RETURNS TABLE (area_no bigint, ward text, part double precision)
LANGUAGE sql STABLE
AS $$
    WITH area AS MATERIALIZED (
        SELECT given.area_no, ST_GeomFromWKB(given.wkb, 27700) AS geom
        FROM unnest(areas) WITH ORDINALITY AS given (wkb, area_no)
    ),
    overlap AS (
        SELECT
            area.area_no,
            ward.code AS ward,
            ST_Area(ST_Intersection(area.geom, ward.geom)) / ST_Area(area.geom) AS part
        FROM area
        INNER JOIN held.boundary AS ward ON ST_Intersects(area.geom, ward.geom)
        WHERE ward.kind = 'ward' AND ward.vintage = areas_in_wards.vintage
    )
    SELECT area_no, ward, part FROM overlap WHERE part > 0.000001
$$;
