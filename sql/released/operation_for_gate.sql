-- released.operation_for_gate: how the installation runs, in counts and times alone.
--
-- Audience  the metrics endpoint and nightjar doctor, before anybody is known.
-- Returns   one row. What was done last is looked for in the last 40 days of the record, and is
--           null if it was not done in them: a search of the whole would cost more each year.
CREATE OR REPLACE FUNCTION released.operation_for_gate()
RETURNS TABLE (
    uploads_waiting bigint,
    uploads_oldest_s double precision,
    uploads_under_way bigint,
    askings_waiting bigint,
    askings_oldest_s double precision,
    sessions_open bigint,
    loaded_at timestamptz,
    backed_up_at timestamptz,
    anchored_at timestamptz,
    retained_at timestamptz,
    verified_at timestamptz,
    record_stands boolean,
    connections bigint,
    connections_allowed integer,
    asked_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    WITH done AS (
        SELECT
            max(entry.at) FILTER (WHERE entry.action = 'back up') AS backed_up_at,
            max(entry.at) FILTER (WHERE entry.action = 'anchor') AS anchored_at,
            max(entry.at) FILTER (WHERE entry.action = 'retain') AS retained_at
        FROM audit.entry AS entry
        WHERE entry.at > now() - interval '40 days'
    ),

    upload AS (
        SELECT
            count(*) FILTER (WHERE queued.state <> 'checking') AS waiting,
            extract(EPOCH FROM now() - min(queued.asked_at) FILTER (
                WHERE queued.state = 'waiting'
            )) AS oldest_s,
            count(*) FILTER (WHERE queued.state = 'checking') AS under_way
        FROM held.upload AS queued
        WHERE queued.state IN ('waiting', 'checking', 'committing', 'undoing')
    ),

    asking AS (
        SELECT
            count(*) AS waiting,
            extract(EPOCH FROM now() - min(queued.asked_at)) AS oldest_s
        FROM held.asking AS queued
        WHERE queued.state IN ('waiting', 'asking')
    ),

    proof AS (
        SELECT
            verification.at,
            verification.stands
        FROM audit.verification AS verification
        ORDER BY verification.verification_no DESC
        LIMIT 1
    )

    SELECT
        upload.waiting,
        upload.oldest_s,
        upload.under_way,
        asking.waiting,
        asking.oldest_s,
        (SELECT count(*) FROM held.session AS session WHERE session.stage = 'open'),
        (SELECT max(load.loaded_at) FROM held.load AS load),
        done.backed_up_at,
        done.anchored_at,
        done.retained_at,
        proof.at,
        proof.stands,
        (SELECT count(*) FROM pg_stat_activity AS used WHERE used.backend_type = 'client backend'),
        CAST(current_setting('max_connections') AS integer),
        clock_timestamp()
    FROM upload
    CROSS JOIN asking
    CROSS JOIN done
    LEFT JOIN proof ON TRUE
$$;
