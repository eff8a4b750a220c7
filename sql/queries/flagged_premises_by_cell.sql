-- The pairs of a repeat location and a premises near it, measured from the centre of the 250 m
-- square that the location lies in, and from nothing finer. Bands in place of counts.
WITH location AS MATERIALIZED (
    SELECT
        found.geom,
        found.children,
        floor(ST_X(ST_Centroid(found.geom)) / 250) * 250 AS west,
        floor(ST_Y(ST_Centroid(found.geom)) / 250) * 250 AS south
    FROM
        derived.repeat_locations(
            :as_at, :window_days, :minimum_episodes, :minimum_children, :merge_m,
            CAST(:only_where AS jsonb)
        ) AS found
),
cell AS MATERIALIZED (
    SELECT
        west,
        south,
        row_number() OVER (ORDER BY west, south) AS cell_no,
        max(children) AS children
    FROM location
    GROUP BY west, south
),
spot AS MATERIALIZED (
    SELECT
        location.west,
        location.south,
        (ST_Dump(location.geom)).geom
    FROM location
),
-- one that is at several places of a square is one, and so is one that several suppliers tell of
counted AS MATERIALIZED (
    SELECT
        spot.west,
        spot.south,
        count(DISTINCT place.same_episode) AS episodes
    FROM
        derived.qualifying_places(
            :as_at, :window_days, CAST(:only_where AS jsonb)
        ) AS place
    INNER JOIN held.map_point AS point USING (point_id)
    INNER JOIN spot ON point.geom = spot.geom
    GROUP BY spot.west, spot.south
)
SELECT
    cell.cell_no,
    CAST(cell.west AS integer) AS cell_west,
    CAST(cell.south AS integer) AS cell_south,
    near.premises_id,
    premises.name,
    premises.kind,
    premises.authority,
    authority.name AS authority_name,
    premises.postcode,
    near.band_m,
    counted.episodes,
    cell.children,
    ST_AsBinary(premises.geom) AS wkb
FROM
    derived.premises_near(
        ARRAY(
            SELECT
                CAST(ROW(
                    square.cell_no,
                    ST_Multi(
                        ST_SetSRID(ST_MakePoint(square.west + 125, square.south + 125), 27700)
                    ),
                    NULL, square.children, NULL, NULL, NULL, 0, 0, 0, 0, '{}'
                ) AS derived.repeat_location)
            FROM cell AS square
        ),
        :as_at, :radius_m, CAST(:kinds AS text[])
    ) AS near
INNER JOIN cell ON near.location_no = cell.cell_no
INNER JOIN counted USING (west, south)
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.authority AS authority ON premises.authority = authority.code
ORDER BY near.band_m, cell.cell_no, near.premises_id;
