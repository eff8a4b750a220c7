-- released.visit_for_analyst: visits as they now stand, planned and made.
--
-- Audience  the analyst, of all authorities: an installation is one force's. What was written of a
--           visit is told of premises that are, or were, in a joint review, and of no others.
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
    CASE WHEN joint.cases > 0 THEN plan.reason END AS reason,
    record.version AS record_version,
    record.visited_on,
    visitor.display_name AS visited_name,
    record.outcome,
    record.measure,
    CASE WHEN joint.cases > 0 THEN record.measure_text END AS measure_text,
    record.awareness,
    CASE WHEN joint.cases > 0 THEN record.note END AS note,
    CASE WHEN joint.cases > 0 THEN record.reply END AS reply
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
INNER JOIN LATERAL (
    SELECT count(*) AS cases
    FROM held.review_case AS reviewed
    WHERE reviewed.premises_id = visit.premises_id
) AS joint ON true
LEFT JOIN held.account AS assigned ON plan.assigned_to = assigned.account_id
LEFT JOIN held.account AS visitor ON record.visited_by = visitor.account_id;
