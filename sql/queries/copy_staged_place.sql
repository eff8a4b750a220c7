COPY pg_temp.staged_place (
    episode_id, place_no, point_id, place_coding_id
) FROM STDIN WITH (FORMAT "binary")
