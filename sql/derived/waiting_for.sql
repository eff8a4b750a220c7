-- derived.waiting_for: what waits for somebody: actions, visits, texts that met a newer version.
--
-- Unit     an action waits from three days before the day it is due, in London.
-- Returns  a row for each; about changes when it is to be told anew: another day, another hand.
CREATE OR REPLACE FUNCTION derived.waiting_for(person uuid)
RETURNS TABLE (kind text, object text, about text, is_late boolean)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH today AS (
        SELECT (clock_timestamp() AT TIME ZONE 'Europe/London')::date AS day
    )
    SELECT
        'action',
        action.action_id::text,
        action.due_on::text,
        action.due_on < today.day
    FROM held.case_action AS action
    INNER JOIN held.review_case AS found USING (case_id)
    CROSS JOIN today
    WHERE
        action.owner_id = person AND action.state = 'open' AND found.state = 'open'
        AND action.due_on <= today.day + 3
    UNION ALL
    SELECT
        'visit',
        plan.visit_id::text,
        plan.planned_for::text,
        plan.planned_for < today.day
    FROM (
        SELECT DISTINCT ON (each.visit_id) each.*
        FROM held.visit_plan AS each
        ORDER BY each.visit_id, each.version DESC
    ) AS plan
    CROSS JOIN today
    WHERE plan.assigned_to = person AND plan.status = 'planned'
    UNION ALL
    SELECT
        'text',
        edit.edit_no::text,
        '',
        false
    FROM held.case_edit AS edit
    INNER JOIN held.review_case AS found USING (case_id)
    WHERE
        edit.account_id = person AND edit.version IS NULL AND edit.settled_at IS NULL
        AND found.state = 'open'
$$;
