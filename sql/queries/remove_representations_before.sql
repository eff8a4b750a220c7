-- Remove the complaints and replies of which nothing was said since a day; but for what a hold's
-- days hold back.
WITH said AS (
    SELECT
        representation_id,
        greatest(received_on, CAST(made_at AT TIME ZONE 'Europe/London' AS date)) AS on_day
    FROM held.representation
    UNION ALL
    SELECT
        representation_id,
        greatest(answered_on, CAST(changed_at AT TIME ZONE 'Europe/London' AS date))
    FROM held.representation_answer
),
past AS (
    SELECT
        representation_id,
        max(on_day) AS last_day
    FROM said
    GROUP BY representation_id
    HAVING max(on_day) < CAST(:before AS date)
),
held_back AS (
    SELECT past.representation_id
    FROM past
    INNER JOIN held.hold AS hold
        ON hold.ended_at IS NULL AND past.last_day BETWEEN hold.begins_on AND hold.ends_on
)
DELETE FROM held.representation AS gone
USING past
WHERE
    gone.representation_id = past.representation_id
    AND gone.representation_id NOT IN (SELECT held_back.representation_id FROM held_back);
