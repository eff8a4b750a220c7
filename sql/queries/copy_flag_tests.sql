COPY held.flag_test (
    run_id, premises_id, episodes_near, episodes_at_place, expected_at_place, places_near, chance,
    adjusted, unusual, moves_stood, of_kind, busier_of_kind
) FROM STDIN WITH (FORMAT "binary")
