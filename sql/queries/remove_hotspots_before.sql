-- Remove the hotspots of each run that counted a day past its time, and say so in the record of the
-- run; those of days that a hold holds back stay.
WITH gone AS (
    DELETE FROM held.hotspot AS hotspot
    USING held.hotspot_run AS run
    WHERE
        run.run_id = hotspot.run_id
        AND run.as_at - run.window_days + 1 < CAST(:before AS date)
        AND NOT EXISTS (
            SELECT FROM held.hold AS hold
            WHERE
                hold.ended_at IS NULL
                AND hold.begins_on <= run.as_at
                AND hold.ends_on > run.as_at - run.window_days
        )
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
