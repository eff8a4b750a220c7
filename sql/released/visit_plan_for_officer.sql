-- released.visit_plan_for_officer: every version of the plans of the own authority's visits.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session, and never a neighbour's.
CREATE OR REPLACE VIEW released.visit_plan_for_officer WITH (security_barrier) AS
SELECT
    plan.visit_id,
    plan.version,
    plan.planned_for,
    plan.assigned_to,
    assigned.display_name AS assigned_name,
    plan.status,
    plan.reason,
    plan.undoes,
    changer.display_name AS changed_by_name,
    plan.changed_at
FROM held.visit AS visit
INNER JOIN held.visit_plan AS plan USING (visit_id)
INNER JOIN held.account AS changer ON plan.changed_by = changer.account_id
LEFT JOIN held.account AS assigned ON plan.assigned_to = assigned.account_id
WHERE visit.authority = (SELECT released.own_authority_for_officer());
