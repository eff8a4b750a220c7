-- Canaries in an invented county, for attacks to look for: a child's home and care setting, a
-- pseudonym, a grading, and names of a neighbour's register.
INSERT INTO held.child (child_id, child_ref) VALUES (2000000000, :ref);

INSERT INTO held.map_point
VALUES (
    2000000000, 1, ST_Point(:x, :y, 27700),
    cast(floor(:x / 250) * 10000 + floor(:y / 250) AS integer)
);

INSERT INTO held.place_coding (
    place_coding_id, role, place_kind, source_kind, confidence, grading, precision_m
)
VALUES (2000000000, 'missing_from', 'childrens_home', 'police', 'low', :grading, 7);

INSERT INTO held.episode (
    episode_id, load_id, supplier_id, episode_ref, child_id, coding_id, started_at
)
SELECT
    2000000000,
    load_id,
    supplier_id,
    :episode_ref,
    2000000000,
    coding_id,
    '2026-09-29 21:17+00'
FROM held.episode
LIMIT 1;

INSERT INTO held.episode_place VALUES (2000000000, 1, 2000000000, 2000000000);

-- a second place of the same episode: where the child lives, told of as if it counted
INSERT INTO held.map_point
VALUES (
    2000000001, 2, ST_Point(:home_x, :home_y, 27700),
    cast(floor(:home_x / 250) * 10000 + floor(:home_y / 250) AS integer)
);

INSERT INTO held.place_coding (
    place_coding_id, role, place_kind, source_kind, confidence, grading, precision_m
)
VALUES (2000000001, 'found', 'home', 'police', 'low', :grading, 7);

INSERT INTO held.episode_place VALUES (2000000000, 2, 2000000001, 2000000001);

-- many more places of that child, each far from all that a map may show: from premises, published
-- cells, other places and the corners of areas, and between the corners and centres of squares.
-- One in two is where episodes count, the others are children's homes.
INSERT INTO held.place_coding (
    place_coding_id, role, place_kind, source_kind, confidence, grading, precision_m
)
VALUES (2000000002, 'found', 'takeaway', 'police', 'low', :grading, 7);

WITH square AS (
    SELECT ST_Point(285125 + 250 * east.number, 395005 + 250 * north.number, 27700) AS geom
    FROM generate_series(0, 119) AS east (number)
    CROSS JOIN generate_series(0, 119) AS north (number)
),

far AS (
    SELECT square.geom
    FROM square
    WHERE
        EXISTS (
            SELECT FROM held.boundary AS area
            WHERE area.kind = 'ward' AND ST_Covers(area.geom, square.geom)
        )
        AND NOT EXISTS (
            SELECT FROM held.premises AS premises
            WHERE ST_DWithin(premises.geom, square.geom, 500)
        )
        AND NOT EXISTS (
            SELECT FROM held.map_point AS point
            WHERE ST_DWithin(point.geom, square.geom, 500)
        )
        AND NOT EXISTS (
            SELECT FROM held.published_cell AS cell
            WHERE ST_DWithin(cell.geom, square.geom, 200)
        )
        AND NOT EXISTS (
            SELECT FROM held.taxi_rank AS place
            WHERE ST_DWithin(place.geom, square.geom, 500)
        )
    ORDER BY md5(ST_AsText(square.geom))
    LIMIT 400
),

corner AS MATERIALIZED (
    SELECT (ST_DumpPoints(area.geom)).geom AS geom
    FROM held.boundary AS area
    WHERE area.kind <> 'lsoa'
),

chosen AS (
    SELECT
        far.geom,
        cast(row_number() OVER (ORDER BY md5(ST_AsText(far.geom))) AS integer) AS number
    FROM far
    WHERE
        NOT EXISTS (
            SELECT FROM corner
            WHERE ST_DWithin(corner.geom, far.geom, 200)
        )
    LIMIT :samples
),

placed AS (
    INSERT INTO held.map_point
    SELECT
        2000000100 + chosen.number,
        100 + chosen.number,
        chosen.geom,
        cast(floor(ST_X(chosen.geom) / 250) * 10000 + floor(ST_Y(chosen.geom) / 250) AS integer)
    FROM chosen
)

INSERT INTO held.episode_place
SELECT
    2000000000,
    100 + chosen.number,
    2000000100 + chosen.number,
    CASE chosen.number % 2 WHEN 1 THEN 2000000002 ELSE 2000000000 END
FROM chosen;

-- the names that another authority's register gives
UPDATE held.premises_licence
SET
    holder_name = :holder,
    supervisor_name = :supervisor,
    supervisor_licence_number = :kept
WHERE authority = :neighbour;

-- drivers are never listed and never mapped
UPDATE held.taxi_driver
SET name = :driver, badge_number = :kept, kind_stated = :kept, status_stated = :kept;

UPDATE held.taxi_vehicle
SET
    registration = :vehicle,
    plate_number = :vehicle,
    make = :kept,
    model = :kept,
    colour = :kept,
    kind_stated = :kept;

-- what was held of an episode and of a premises before, and what was removed
INSERT INTO held.episode_correction (episode_id, load_id, was)
SELECT
    episode.episode_id,
    episode.load_id,
    jsonb_build_object('supplier_class', cast(:kept AS text)) AS was
FROM held.episode AS episode
WHERE episode.episode_id = 2000000000;

UPDATE held.load_before SET was = was || jsonb_build_object('canary', cast(:kept AS text));

INSERT INTO held.removal (kind, reason, removed, digest)
VALUES ('erasure', :kept, jsonb_build_object('canary', cast(:kept AS text)), 'x');

INSERT INTO held.hold (begins_on, ends_on, reason, placed_by, ended_at, ended_by, end_reason)
VALUES ('2020-01-01', '2020-01-02', :kept, :kept, now(), :kept, :kept);
