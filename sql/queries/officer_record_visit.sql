-- Record a visit, or correct its record.
SELECT *
FROM released.record_visit_for_officer(
    :session, CAST(:visit AS uuid), CAST(:place AS uuid), :seen, CAST(:visited_on AS date),
    CAST(:visited_by AS uuid), :outcome, :measure, :measure_text, CAST(:awareness AS text[]), :note,
    :reply
);
