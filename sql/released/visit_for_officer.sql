-- released.visit_for_officer: visits of the own authority as they now stand, planned and made.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session, and never a neighbour's.
-- Returns   a row for each visit: the last version of its plan and, if it was made, of its record.
CREATE OR REPLACE VIEW released.visit_for_officer WITH (security_barrier) AS
SELECT
    visit.visit_id,
    visit.premises_id,
    premises.name AS premises_name,
    premises.kind,
    premises.address,
    premises.postcode,
    visit.quarter,
    maker.display_name AS made_by_name,
    visit.made_at,
    plan.version AS plan_version,
    plan.planned_for,
    plan.assigned_to,
    assigned.display_name AS assigned_name,
    plan.status,
    plan.reason,
    record.version AS record_version,
    record.visited_on,
    record.visited_by,
    visitor.display_name AS visited_name,
    record.outcome,
    record.measure,
    record.measure_text,
    record.awareness,
    record.note,
    record.reply
FROM held.visit AS visit
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.account AS maker ON visit.made_by = maker.account_id
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
LEFT JOIN held.account AS visitor ON record.visited_by = visitor.account_id
WHERE visit.authority = (SELECT released.own_authority_for_officer());
