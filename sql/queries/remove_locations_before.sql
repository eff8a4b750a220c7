-- Remove the repeat locations that counted a day past its time, with their flags, and say so in
-- the record of their runs; those at which an episode of that time is still held back stay.
WITH held_back AS MATERIALIZED (
    SELECT DISTINCT point.geom
    FROM held.placed_episode AS episode
    INNER JOIN held.map_point AS point USING (point_id)
    WHERE
        episode.started_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
),
counted AS (
    SELECT
        location.run_id,
        location.location_no
    FROM held.flag_location AS location
    WHERE
        location.first_on < :before
        AND NOT EXISTS (
            SELECT FROM held.hold AS hold
            WHERE
                hold.ended_at IS NULL
                AND hold.begins_on <= location.last_on AND hold.ends_on >= location.first_on
        )
        AND NOT EXISTS (
            SELECT FROM held_back WHERE ST_Intersects(location.geom, held_back.geom)
        )
),
flags AS (
    SELECT count(*) AS flags
    FROM held.flag
    INNER JOIN counted USING (run_id, location_no)
),
gone AS (
    DELETE FROM held.flag_location AS location
    USING counted
    WHERE location.run_id = counted.run_id AND location.location_no = counted.location_no
    RETURNING location.run_id
),
-- the tests of a run counted what went
tests AS (
    DELETE FROM held.flag_test AS test
    WHERE test.run_id IN (SELECT gone.run_id FROM gone)
    RETURNING 1
),
noted AS (
    UPDATE held.flag_run AS run
    SET
        notes = run.notes || jsonb_build_object(
            'at', now(), 'why', CAST(:why AS text), 'locations_removed', each.locations
        )
    FROM (SELECT gone.run_id, count(*) AS locations FROM gone GROUP BY gone.run_id) AS each
    WHERE run.run_id = each.run_id
    RETURNING 1
)
SELECT
    (SELECT count(*) FROM gone) AS flag_locations,
    (SELECT flags FROM flags) AS flags,
    (SELECT count(*) FROM noted) AS flag_runs;
