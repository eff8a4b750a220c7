-- Remove the repeat locations that counted a removed episode, with their flags, and say so in the
-- record of their runs: a location is known by its points and the days of its episodes.
WITH counted AS (
    SELECT DISTINCT
        location.run_id,
        location.location_no
    FROM pg_temp.removed_spot AS spot
    INNER JOIN held.place_coding AS coding USING (place_coding_id)
    INNER JOIN held.map_point AS point USING (point_id)
    INNER JOIN held.flag_location AS location
        ON
            ST_Intersects(location.geom, point.geom)
            AND spot.started_on BETWEEN location.first_on AND location.last_on
    WHERE coding.counts
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
