-- released.visit_for_analyst: visits as they now stand, planned and made, for the joint review.
--
-- Audience  the analyst, of all authorities: an installation is one force's.
-- Returns   a row for each visit: the last version of its plan and, if it was made, of its record.
CREATE OR REPLACE VIEW released.visit_for_analyst WITH (security_barrier) AS
SELECT
    visit.visit_id,
    visit.premises_id,
    visit.authority,
    visit.quarter,
    plan.planned_for,
    assigned.display_name AS assigned_name,
    plan.status,
    plan.reason,
    record.version AS record_version,
    record.visited_on,
    visitor.display_name AS visited_name,
    record.outcome,
    record.measure,
    record.measure_text,
    record.awareness,
    record.note,
    record.reply
FROM held.visit AS visit
INNER JOIN LATERAL (
    SELECT version.*
    FROM held.visit_plan AS version
    WHERE version.visit_id = visit.visit_id
    ORDER BY version.version DESC
    LIMIT 1
) AS plan ON true
LEFT JOIN LATERAL (
    SELECT version.*
    FROM held.visit_record AS version
    WHERE version.visit_id = visit.visit_id
    ORDER BY version.version DESC
    LIMIT 1
) AS record ON true
LEFT JOIN held.account AS assigned ON plan.assigned_to = assigned.account_id
LEFT JOIN held.account AS visitor ON record.visited_by = visitor.account_id;
