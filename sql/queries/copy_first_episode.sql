COPY held.episode (
    episode_id, load_id, supplier_id, episode_ref, child_id, coding_id, started_at, ended_at,
    return_interview_at
) FROM STDIN WITH (FORMAT "binary", FREEZE)
