-- Remove the hotspots of each run whose days have a removed episode that counted, and say so in the
-- record of the run: the score of every square is over all episodes of the run.
WITH counted AS (
    SELECT DISTINCT run.run_id
    FROM pg_temp.removed_spot AS spot
    INNER JOIN held.place_coding AS coding USING (place_coding_id)
    INNER JOIN held.hotspot_run AS run
        ON
            spot.started_on > run.as_at - run.window_days
            AND spot.started_on <= run.as_at
    WHERE coding.counts
),
gone AS (
    DELETE FROM held.hotspot AS hotspot
    USING counted
    WHERE hotspot.run_id = counted.run_id
    RETURNING hotspot.run_id
),
noted AS (
    UPDATE held.hotspot_run AS run
    SET
        notes = run.notes || jsonb_build_object(
            'at', now(), 'why', CAST(:why AS text), 'hotspots_removed', each.hotspots
        )
    FROM (SELECT gone.run_id, count(*) AS hotspots FROM gone GROUP BY gone.run_id) AS each
    WHERE run.run_id = each.run_id
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone) AS hotspots;
