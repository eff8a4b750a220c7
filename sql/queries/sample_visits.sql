-- Invented visits of the demonstration's officer: made, planned and called off, and a saved view.
-- The same premises each time: those that are listed nearest, by name. Nothing where there are any.
WITH officer AS (
    SELECT account_id
    FROM held.account
    WHERE sign_in_name = :officer AND NOT EXISTS (SELECT FROM held.visit)
),
place AS (
    SELECT
        near.premises_id,
        row_number() OVER (ORDER BY near.band_m, near.name, near.premises_id) AS place_no
    FROM (
        SELECT
            flag.premises_id,
            premises.name,
            min(flag.band_m) AS band_m
        FROM held.officer_flag AS flag
        INNER JOIN held.premises AS premises USING (premises_id)
        WHERE flag.quarter = '2026Q3' AND premises.authority = :authority
        GROUP BY flag.premises_id, premises.name
    ) AS near
),
told (
    place_no, planned_for, status, reason, visited_on, outcome, measure, measure_text, awareness,
    note, reply
) AS (
    VALUES
    (
        2, date '2026-08-12', 'done', NULL, date '2026-08-12', 'no_concern', 'none', '',
        ARRAY['poster', 'briefing'], 'The manager knew the campaign. Two posters put up.', ''
    ),
    (
        5, date '2026-09-03', 'done', NULL, date '2026-09-04', 'concern', 'advice',
        'Keep the rear door lit and in view after 10pm.', ARRAY['briefing'],
        'Late trade at the rear door, out of sight of the counter.',
        'We have ordered a light for the rear door.'
    ),
    (
        9, date '2026-09-17', 'done', NULL, date '2026-09-17', 'visit_again', 'conditions',
        'Challenge 25 and a refusals book, agreed with the supervisor.',
        ARRAY['training', 'test_purchase'], 'Test purchase passed. No refusals book was kept.', ''
    ),
    (
        14, date '2026-10-08', 'done', NULL, date '2026-10-08', 'nobody_seen', 'none', '',
        CAST('{}' AS text[]), 'Shut on a weekday afternoon; to be tried in the evening.', ''
    ),
    (
        3, date '2026-12-03', 'planned', NULL, CAST(NULL AS date), NULL, NULL, NULL,
        CAST(NULL AS text[]), NULL, NULL
    ),
    (7, date '2026-12-03', 'planned', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (14, date '2026-12-10', 'planned', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (
        11, date '2026-10-15', 'cancelled', 'Closed for refitting until the spring.', NULL, NULL,
        NULL, NULL, NULL, NULL, NULL
    )
),
visit AS (
    SELECT
        gen_random_uuid() AS visit_id,
        officer.account_id,
        place.premises_id,
        told.*
    FROM told
    INNER JOIN place USING (place_no)
    CROSS JOIN officer
),
made AS (
    INSERT INTO held.visit (visit_id, premises_id, authority, quarter, made_by, made_at)
    SELECT
        visit_id,
        premises_id,
        :authority,
        CASE WHEN planned_for < '2026-10-01' THEN '2026Q2' ELSE '2026Q3' END,
        account_id,
        planned_for - interval '14 days'
    FROM visit
    RETURNING visit_id
),
plan AS (
    INSERT INTO held.visit_plan (
        visit_id, version, planned_for, assigned_to, status, reason, changed_by, changed_at
    )
    SELECT
        visit.visit_id,
        1,
        visit.planned_for,
        visit.account_id,
        visit.status,
        visit.reason,
        visit.account_id AS changed_by,
        visit.planned_for - interval '14 days'
    FROM visit
    INNER JOIN made USING (visit_id)
    RETURNING visit_id
),
record AS (
    INSERT INTO held.visit_record (
        visit_id, version, visited_on, visited_by, outcome, measure, measure_text, awareness, note,
        reply, changed_by, changed_at
    )
    SELECT
        visit.visit_id,
        1,
        visit.visited_on,
        visit.account_id,
        visit.outcome,
        visit.measure,
        visit.measure_text,
        visit.awareness,
        visit.note,
        visit.reply,
        visit.account_id AS changed_by,
        visit.visited_on + interval '15 hours'
    FROM visit
    INNER JOIN plan USING (visit_id)
    WHERE visit.visited_on IS NOT NULL
    RETURNING visit_id
),
view AS (
    INSERT INTO held.saved_view (owner, authority, name, shared, filters)
    SELECT
        account_id,
        :authority,
        'High priority, never visited',
        TRUE,
        '{"priority": "high", "since": "never"}'
    FROM officer
    RETURNING view_id
)
SELECT
    (SELECT count(*) FROM made) AS visits,
    (SELECT count(*) FROM record) AS records,
    (SELECT count(*) FROM view) AS views;
