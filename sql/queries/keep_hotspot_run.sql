-- Keep a run of hotspots, with the data that it saw.
INSERT INTO held.hotspot_run (
    run_id, as_at, window_days, cell_m, terms, data_to, data_sha256, load_ids, removals,
    code_version, events, cells, cells_with_events, hotspots, result_sha256
)
VALUES (
    :run_id,
    :as_at,
    :window_days,
    :cell_m,
    CAST(:terms AS jsonb),
    (SELECT max(load.data_to) FROM held.load AS load WHERE load.kind = 'episodes'),
    :data_sha256,
    coalesce(
        (
            SELECT array_agg(load.load_id ORDER BY load.load_id)
            FROM held.load AS load
            WHERE load.kind = 'episodes'
        ),
        '{}'
    ),
    (SELECT count(*) FROM held.removal),
    :code_version,
    :events,
    :cells,
    :cells_with_events,
    :hotspots,
    :result_sha256
);
