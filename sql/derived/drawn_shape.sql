-- derived.drawn_shape: a shape that was drawn on the map, as a polygon.
--
-- Corners   in EPSG:4326, 3 to 100, in order; the last is joined to the first.
-- Returns   a polygon in EPSG:27700.
-- Raises    NJ001 if it is no shape, crosses itself, or is larger than 400 km².
CREATE OR REPLACE FUNCTION derived.drawn_shape(
    longitudes double precision[], latitudes double precision[]
)
RETURNS geometry
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    corners integer := coalesce(cardinality(longitudes), 0);
    shape geometry;
BEGIN
    IF corners NOT BETWEEN 3 AND 100 OR corners <> coalesce(cardinality(latitudes), 0) THEN
        PERFORM derived.refuse(
            'a shape must have 3 to 100 corners, found ' || corners || ': draw it again'
        );
    END IF;
    -- NaN is larger than any number here, so it is refused too
    IF EXISTS (
        SELECT FROM unnest(longitudes, latitudes) AS corner (longitude, latitude)
        WHERE
            (corner.longitude BETWEEN -9.5 AND 2.5 AND corner.latitude BETWEEN 49 AND 61.5)
            IS NOT TRUE
    ) THEN
        PERFORM derived.refuse('a shape must lie in Britain: draw it again');
    END IF;
    shape := (
        SELECT
            ST_Transform(
                ST_MakePolygon(ST_AddPoint(line.drawn, ST_StartPoint(line.drawn))), 27700
            )
        FROM (
            SELECT
                ST_MakeLine(
                    ST_SetSRID(ST_MakePoint(corner.longitude, corner.latitude), 4326)
                    ORDER BY corner.place
                ) AS drawn
            FROM unnest(longitudes, latitudes) WITH ORDINALITY
                AS corner (longitude, latitude, place)
        ) AS line
    );
    IF NOT ST_IsValid(shape) OR ST_Area(shape) = 0 THEN
        PERFORM derived.refuse('a shape must not cross itself: draw it again');
    END IF;
    IF ST_Area(shape) > 400e6 THEN
        PERFORM derived.refuse(
            'a shape must be no larger than 400 square kilometres, found '
            || round(ST_Area(shape) / 1e6) || ': draw a smaller one'
        );
    END IF;
    RETURN shape;
END
$$;
