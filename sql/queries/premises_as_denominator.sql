-- Premises of every kind that were in business on a day, in a rectangle.
SELECT
    premises.kind,
    1 AS many,
    ST_AsBinary(premises.geom) AS wkb
FROM derived.premises_in_business(CAST(:as_at AS date)) AS premises
WHERE
    ST_X(premises.geom) BETWEEN :west AND :east
    AND ST_Y(premises.geom) BETWEEN :south AND :north
ORDER BY premises.premises_id;
