-- The own premises that a quarter lists, in the order of the list, with what an officer may narrow
-- the list by: when each was last visited, which visit is planned and whose it is, what is said.
WITH listed AS MATERIALIZED (
    SELECT
        found.*,
        row_number() OVER () AS row_in_list
    FROM released.listed_for_officer(:quarter) AS found
),
visit AS MATERIALIZED (
    SELECT * FROM released.visit_for_officer
),
visited AS (
    SELECT
        premises_id,
        max(visited_on) AS last_visit
    FROM visit
    GROUP BY premises_id
)
SELECT
    listed.*,
    visited.last_visit,
    due.visit_id,
    due.planned_for,
    due.assigned_to,
    due.assigned_name,
    said.verdict,
    said.reason_words,
    said.why
FROM listed
LEFT JOIN visited USING (premises_id)
LEFT JOIN visit AS due ON listed.premises_id = due.premises_id AND due.status = 'planned'
LEFT JOIN released.flag_feedback_for_officer AS said
    ON listed.premises_id = said.premises_id AND said.quarter = :quarter
ORDER BY listed.row_in_list;
