-- Residential addresses by 50 m square, each at its middle; of any day, in a rectangle.
SELECT
    ST_AsBinary(ST_SetSRID(ST_MakePoint(square.west + 25, square.south + 25), 27700)) AS wkb,
    square.many
FROM (
    SELECT
        floor(ST_X(address.geom) / 50) * 50 AS west,
        floor(ST_Y(address.geom) / 50) * 50 AS south,
        count(*) AS many
    FROM held.address AS address
    WHERE
        ST_X(address.geom) BETWEEN :west AND :east
        AND ST_Y(address.geom) BETWEEN :south AND :north
    GROUP BY west, south
) AS square
ORDER BY square.west, square.south;
