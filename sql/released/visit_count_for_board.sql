-- released.visit_count_for_board: what was done: visits by authority and calendar quarter.
--
-- Audience  the board. Counts of visits to premises, never which: none of a child or an episode,
--           so that small ones are shown.
-- Returns   a row for each authority and quarter in which a visit was due or made. planned, done
--           and cancelled are of the visits due in the quarter, by what is now said of them;
--           visited and what follows it are of the visits made in it, due then or not; recorded_to
--           is the last day on which anything of them was written.
CREATE OR REPLACE VIEW released.visit_count_for_board WITH (security_barrier) AS
WITH plan AS (
    SELECT DISTINCT ON (visit_id) visit_id, planned_for, status, changed_at
    FROM held.visit_plan
    ORDER BY visit_id, version DESC
),
record AS (
    SELECT DISTINCT ON (visit_id) visit_id, visited_on, measure, awareness, changed_at
    FROM held.visit_record
    ORDER BY visit_id, version DESC
),
counted AS (
    SELECT
        visit.authority,
        visit.premises_id,
        date_trunc('quarter', plan.planned_for::timestamp) AS begins_on,
        TRUE AS is_plan,
        plan.status,
        NULL AS measure,
        NULL::text[] AS awareness,
        plan.changed_at
    FROM plan
    INNER JOIN held.visit AS visit USING (visit_id)
    UNION ALL
    SELECT
        visit.authority,
        visit.premises_id,
        date_trunc('quarter', record.visited_on::timestamp),
        FALSE,
        NULL,
        record.measure,
        record.awareness,
        record.changed_at
    FROM record
    INNER JOIN held.visit AS visit USING (visit_id)
)
SELECT
    to_char(counted.begins_on, 'YYYY"Q"Q') AS quarter,
    counted.authority,
    authority.name AS authority_name,
    count(*) FILTER (WHERE counted.is_plan) AS planned,
    count(*) FILTER (WHERE counted.status = 'done') AS done,
    count(*) FILTER (WHERE counted.status = 'cancelled') AS cancelled,
    count(*) FILTER (WHERE NOT counted.is_plan) AS visited,
    count(DISTINCT counted.premises_id) FILTER (WHERE NOT counted.is_plan) AS premises_visited,
    count(*) FILTER (WHERE counted.measure = 'advice') AS advice,
    count(*) FILTER (WHERE counted.measure = 'conditions') AS conditions,
    count(*) FILTER (WHERE 'poster' = ANY(counted.awareness)) AS posters,
    count(*) FILTER (WHERE 'briefing' = ANY(counted.awareness)) AS briefings,
    count(*) FILTER (WHERE 'training' = ANY(counted.awareness)) AS trainings,
    count(*) FILTER (WHERE 'test_purchase' = ANY(counted.awareness)) AS test_purchases,
    max((counted.changed_at AT TIME ZONE 'Europe/London')::date) AS recorded_to
FROM counted
INNER JOIN held.authority AS authority ON counted.authority = authority.code
GROUP BY counted.begins_on, counted.authority, authority.name;
