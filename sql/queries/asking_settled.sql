-- Keep what came of a question.
UPDATE held.asking
SET
    state = CASE WHEN CAST(:run_id AS uuid) IS NULL THEN 'refused' ELSE 'answered' END,
    run_id = :run_id,
    refusal = :refusal,
    settled_at = clock_timestamp()
WHERE asking_id = :asking_id;
