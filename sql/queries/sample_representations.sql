-- An invented complaint and a reply about premises that the demonstration's officer visited; the
-- first is answered. Nothing where there are any.
WITH officer AS (
    SELECT account_id
    FROM held.account
    WHERE sign_in_name = :officer AND NOT EXISTS (SELECT FROM held.representation)
),
visited AS (
    SELECT
        visit.premises_id,
        row_number() OVER (ORDER BY record.visited_on, visit.visit_id) AS place_no
    FROM held.visit AS visit
    INNER JOIN held.visit_record AS record
        ON visit.visit_id = record.visit_id AND record.version = 1
    WHERE visit.authority = :authority
),
told (place_no, kind, received_on, made_for, asked) AS (
    VALUES
    (
        2, 'complaint', date '2026-09-07', 'business',
        'The manager asks why the premises is on a list at all, and who sees it.'
    ),
    (
        3, 'reply', date '2026-09-21', 'business',
        'A refusals book has been kept since the day after the visit, and can be seen.'
    )
),
said AS (
    INSERT INTO held.representation (
        premises_id, authority, kind, received_on, made_for, asked, made_by, made_at
    )
    SELECT
        visited.premises_id,
        :authority,
        told.kind,
        told.received_on,
        told.made_for,
        told.asked,
        officer.account_id,
        told.received_on + interval '16 hours'
    FROM told
    INNER JOIN visited USING (place_no)
    CROSS JOIN officer
    RETURNING representation_id, kind
)
INSERT INTO held.representation_answer (
    representation_id, version, outcome, answered_on, answer, changed_by, changed_at
)
SELECT
    said.representation_id,
    1,
    'not_upheld',
    date '2026-09-14',
    'Told by letter: it lists premises near areas and judges none, and who may see the list.',
    officer.account_id,
    date '2026-09-14' + interval '11 hours'
FROM said
CROSS JOIN officer
WHERE said.kind = 'complaint';
