COPY held.place_coding (
    place_coding_id, role, place_kind, source_kind, confidence, grading, precision_m
) FROM STDIN WITH (FORMAT "binary")
