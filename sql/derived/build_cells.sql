-- derived.build_cells: divide into cells the 4000 m squares that are not divided yet.
--
-- From residential addresses alone: where episodes are must not show in the cells. A 250 m square
-- with k_addr addresses is a cell. What is left over in a larger square joins, and is a cell of
-- that square's size as soon as it has k_addr addresses together; what is left of 4000 m with fewer
-- is kept as a cell that is never shown. So each place is in one cell, and each cell that may be
-- shown holds k_addr addresses that are in no other.
--
-- A square that is divided stays so, whatever addresses are loaded later. Integers alone are
-- grouped: no spatial join. Returns the number of squares of 4000 m that were divided.
CREATE OR REPLACE FUNCTION derived.build_cells(k_addr integer)
RETURNS bigint
LANGUAGE sql VOLATILE
AS $$
    WITH level_250 AS MATERIALIZED (
        SELECT
            floor(ST_X(address.geom) / 250)::integer AS east,
            floor(ST_Y(address.geom) / 250)::integer AS north,
            count(*)::integer AS addresses
        FROM held.address AS address
        GROUP BY 1, 2
    ),
    fresh_250 AS MATERIALIZED (
        SELECT level_250.*
        FROM level_250
        LEFT JOIN (SELECT DISTINCT
            cell.east * cell.level_m / 4000 AS east,
            cell.north * cell.level_m / 4000 AS north
        FROM held.cell AS cell) AS divided
            ON divided.east = level_250.east / 16 AND divided.north = level_250.north / 16
        WHERE divided.east IS NULL
    ),
    left_500 AS MATERIALIZED (
        SELECT
            east / 2 AS east,
            north / 2 AS north,
            coalesce(sum(addresses) FILTER (WHERE addresses < k_addr), 0)::integer AS addresses
        FROM fresh_250
        GROUP BY 1, 2
    ),
    left_1000 AS MATERIALIZED (
        SELECT
            east / 2 AS east,
            north / 2 AS north,
            coalesce(sum(addresses) FILTER (WHERE addresses < k_addr), 0)::integer AS addresses
        FROM left_500
        GROUP BY 1, 2
    ),
    left_2000 AS MATERIALIZED (
        SELECT
            east / 2 AS east,
            north / 2 AS north,
            coalesce(sum(addresses) FILTER (WHERE addresses < k_addr), 0)::integer AS addresses
        FROM left_1000
        GROUP BY 1, 2
    ),
    left_4000 AS MATERIALIZED (
        SELECT
            east / 2 AS east,
            north / 2 AS north,
            coalesce(sum(addresses) FILTER (WHERE addresses < k_addr), 0)::integer AS addresses
        FROM left_2000
        GROUP BY 1, 2
    ),
    made (level_m, east, north, addresses) AS (
        SELECT 250, east, north, addresses FROM fresh_250 WHERE addresses >= k_addr
        UNION ALL
        SELECT 500, east, north, addresses FROM left_500 WHERE addresses >= k_addr
        UNION ALL
        SELECT 1000, east, north, addresses FROM left_1000 WHERE addresses >= k_addr
        UNION ALL
        SELECT 2000, east, north, addresses FROM left_2000 WHERE addresses >= k_addr
        UNION ALL
        SELECT 4000, east, north, addresses FROM left_4000 WHERE addresses > 0
    ),
    stored AS (
        INSERT INTO held.cell (level_m, east, north, addresses, shown)
        SELECT level_m, east, north, addresses, addresses >= k_addr FROM made
        RETURNING 1
    )
    SELECT count(*) FROM left_4000
$$;
