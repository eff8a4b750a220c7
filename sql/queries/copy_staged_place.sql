COPY pg_temp.staged_place (
    episode_id, place_no, point_id, place_coding_id, own_row
) FROM STDIN WITH (FORMAT "binary")
