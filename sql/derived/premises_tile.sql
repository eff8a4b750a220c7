-- derived.premises_tile: the premises of one tile of the map, as a vector tile.
--
-- CRS      EPSG:3857, cut from held.premises.web_mercator and held.premises_square.
-- Whose    everywhere: all of them. Else those of the authority own and of its neighbours, and none
--          if own is null (derived.may_see_authority).
-- Returns  a layer "premises" of points with number, name and kind, and some pixels beyond the
--          edge, since a dot is wider than a point; or, up to zoom 13 and to zoom 16 where a tile
--          has more than 600 of them, a layer "groups" of squares of 64 pixels with how many are
--          in each (a county of dots would be megabytes, and nobody can tell a thousand apart).
--          Empty if there is nothing, or no such tile.
CREATE OR REPLACE FUNCTION derived.premises_tile(
    zoom integer, tile_column integer, tile_row integer, everywhere boolean, own text
)
RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH bounds AS MATERIALIZED (
        SELECT
            ST_TileEnvelope(zoom, tile_column, tile_row) AS tile,
            ST_TileEnvelope(zoom, tile_column, tile_row, margin => 0.0625) AS wider
        WHERE
            zoom BETWEEN 0 AND 22
            AND tile_column BETWEEN 0 AND 2 ^ zoom - 1
            AND tile_row BETWEEN 0 AND 2 ^ zoom - 1
    ),

    -- as they were counted when premises changed
    counted AS MATERIALIZED (
        SELECT
            square.authority,
            square.place,
            square.premises,
            square.mean_x,
            square.mean_y
        FROM held.premises_square AS square
        WHERE
            square.zoom = premises_tile.zoom
            AND square.tile_column = premises_tile.tile_column
            AND square.tile_row = premises_tile.tile_row
    ),

    -- asked of each authority once, and not of each premises
    seen AS MATERIALIZED (
        SELECT each.authority
        FROM (SELECT DISTINCT counted.authority FROM counted) AS each
        WHERE derived.may_see_authority(everywhere, own, each.authority)
    ),

    squares AS MATERIALIZED (
        SELECT
            counted.place,
            sum(counted.premises) AS premises,
            sum(counted.mean_x * counted.premises) / sum(counted.premises) AS mean_x,
            sum(counted.mean_y * counted.premises) / sum(counted.premises) AS mean_y
        FROM counted
        INNER JOIN seen ON counted.authority = seen.authority
        GROUP BY counted.place
    ),

    crowded AS MATERIALIZED (
        SELECT premises_tile.zoom <= 13 OR coalesce(sum(squares.premises), 0) > 600 AS so
        FROM squares
    ),

    inside AS MATERIALIZED (
        SELECT
            premises.premises_id,
            premises.name,
            premises.kind,
            premises.authority,
            premises.web_mercator
        FROM bounds
        INNER JOIN held.premises AS premises ON premises.web_mercator && bounds.wider
        WHERE NOT (SELECT crowded.so FROM crowded)
    ),

    shown AS MATERIALIZED (
        SELECT each.authority
        FROM (SELECT DISTINCT inside.authority FROM inside) AS each
        WHERE derived.may_see_authority(everywhere, own, each.authority)
    ),

    points AS (
        SELECT
            ST_AsMVTGeom(inside.web_mercator, bounds.tile, 4096, 256, true) AS geom,
            inside.premises_id::text AS id,
            inside.name,
            inside.kind,
            -- a neighbour's is there to look at
            CASE WHEN inside.authority <> own THEN true END AS neighbour
        FROM bounds
        CROSS JOIN inside
        INNER JOIN shown ON inside.authority = shown.authority
        ORDER BY inside.premises_id
    ),

    groups AS (
        SELECT
            -- held off the edge by the size of its sign, which would be cut there
            ST_MakePoint(
                round(4096 * least(greatest(at.x, 0.0625), 0.9375)),
                round(4096 * least(greatest(at.y, 0.0625), 0.9375))
            ) AS geom,
            squares.premises
        FROM bounds
        CROSS JOIN squares
        CROSS JOIN LATERAL (
            SELECT
                (squares.mean_x - ST_XMin(bounds.tile))
                / (ST_XMax(bounds.tile) - ST_XMin(bounds.tile)) AS x,
                (ST_YMax(bounds.tile) - squares.mean_y)
                / (ST_YMax(bounds.tile) - ST_YMin(bounds.tile)) AS y
        ) AS at
        WHERE (SELECT crowded.so FROM crowded)
    )

    SELECT
        coalesce((SELECT ST_AsMVT(points, 'premises', 4096, 'geom') FROM points), '')
        || coalesce((SELECT ST_AsMVT(groups, 'groups', 4096, 'geom') FROM groups), '')
$$;
