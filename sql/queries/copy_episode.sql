COPY held.episode (
    episode_id, load_id, supplier_id, episode_ref, child_id, coding_id, started_at, ended_at,
    return_interview_at, own_point_id, own_place_coding_id
) FROM STDIN WITH (FORMAT "binary")
