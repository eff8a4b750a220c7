-- derived.premises_tile: the premises of one tile of the map, as a vector tile.
--
-- CRS      EPSG:3857, cut from held.premises.web_mercator.
-- Whose    everywhere: all of them. Else those of the authority own and of its neighbours, and none
--          if own is null (derived.may_see_authority).
-- Returns  up to zoom 13 a layer "groups" of squares of 64 pixels with how many premises are in
--          each (a county of dots would be megabytes); from 14 on a layer "premises" of points with
--          number, name and kind, and some pixels beyond the edge, since a dot is wider than a
--          point. Empty if there is nothing, or no such tile.
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

    inside AS MATERIALIZED (
        SELECT
            premises.premises_id,
            premises.name,
            premises.kind,
            premises.authority,
            premises.web_mercator
        FROM bounds
        INNER JOIN held.premises AS premises ON premises.web_mercator && bounds.wider
    ),

    -- asked of each authority once, and not of each premises
    there AS MATERIALIZED (
        SELECT DISTINCT inside.authority
        FROM inside
    ),

    seen AS MATERIALIZED (
        SELECT found.authority
        FROM there AS found
        WHERE derived.may_see_authority(everywhere, own, found.authority)
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
        INNER JOIN seen ON inside.authority = seen.authority
        WHERE zoom >= 14
        ORDER BY inside.premises_id
    ),

    -- each premises is counted in one tile: what lies on an edge is the next one's
    counted AS (
        SELECT
            count(*) AS premises,
            avg(at.x) AS x,
            avg(at.y) AS y
        FROM bounds
        CROSS JOIN inside
        INNER JOIN seen ON inside.authority = seen.authority
        CROSS JOIN LATERAL (
            SELECT
                (ST_X(inside.web_mercator) - ST_XMin(bounds.tile))
                / (ST_XMax(bounds.tile) - ST_XMin(bounds.tile)) AS x,
                (ST_YMax(bounds.tile) - ST_Y(inside.web_mercator))
                / (ST_YMax(bounds.tile) - ST_YMin(bounds.tile)) AS y
        ) AS at
        WHERE zoom < 14 AND at.x >= 0 AND at.x < 1 AND at.y >= 0 AND at.y < 1
        GROUP BY floor(at.x * 4), floor(at.y * 4)
    ),

    groups AS (
        SELECT
            -- held off the edge by the size of its sign, which would be cut there
            ST_MakePoint(
                round(4096 * least(greatest(counted.x, 0.0625), 0.9375)),
                round(4096 * least(greatest(counted.y, 0.0625), 0.9375))
            ) AS geom,
            counted.premises
        FROM counted
    )

    SELECT
        coalesce((SELECT ST_AsMVT(points, 'premises', 4096, 'geom') FROM points), '')
        || coalesce((SELECT ST_AsMVT(groups, 'groups', 4096, 'geom') FROM groups), '')
$$;
