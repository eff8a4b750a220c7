-- Remove the visits whose last day or change is before a day, what was said of flags before it,
-- and the saved views that nobody has used since; but for what a hold's days hold back.
WITH said AS (
    SELECT
        visit_id,
        greatest(planned_for, CAST(changed_at AT TIME ZONE 'Europe/London' AS date)) AS on_day
    FROM held.visit_plan
    UNION ALL
    SELECT
        visit_id,
        greatest(visited_on, CAST(changed_at AT TIME ZONE 'Europe/London' AS date))
    FROM held.visit_record
),
past AS (
    SELECT
        visit_id,
        max(on_day) AS last_day
    FROM said
    GROUP BY visit_id
    HAVING max(on_day) < CAST(:before AS date)
),
held_back AS (
    SELECT past.visit_id
    FROM past
    INNER JOIN held.hold AS hold
        ON hold.ended_at IS NULL AND past.last_day BETWEEN hold.begins_on AND hold.ends_on
),
gone_visit AS (
    DELETE FROM held.visit AS visit
    USING past
    WHERE
        visit.visit_id = past.visit_id
        AND visit.visit_id NOT IN (SELECT held_back.visit_id FROM held_back)
    RETURNING visit.visit_id
),
gone_feedback AS (
    DELETE FROM held.flag_feedback AS feedback
    WHERE
        feedback.changed_at
        < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
        AND NOT EXISTS (
            SELECT FROM held.hold AS hold
            WHERE
                hold.ended_at IS NULL
                AND CAST(feedback.changed_at AT TIME ZONE 'Europe/London' AS date)
                BETWEEN hold.begins_on AND hold.ends_on
        )
    RETURNING feedback.premises_id
),
gone_view AS (
    DELETE FROM held.saved_view AS view
    WHERE
        coalesce(view.ended_at, view.last_used_at)
        < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
    RETURNING view.view_id
)
SELECT visit_id FROM gone_visit
UNION ALL
SELECT premises_id FROM gone_feedback
UNION ALL
SELECT view_id FROM gone_view;
