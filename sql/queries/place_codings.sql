-- Every combination of a place's coded answers that is held.
SELECT
    place_coding_id,
    role,
    place_kind,
    source_kind,
    confidence,
    grading,
    precision_m
FROM held.place_coding;
