-- released.review_count_for_board: what joint reviews did in each published quarter.
--
-- Audience  the board: whole quarters, of all authorities together, of what agencies did; it counts
--           no child and no episode. A case's decision counts once, by its newest version that both
--           sides signed, in the quarter in which the second did; an action is late in the quarter
--           in which it was due and not done by then.
CREATE OR REPLACE VIEW released.review_count_for_board WITH (security_barrier) AS
WITH quarter AS (
    SELECT
        publication.quarter,
        publication.first_day,
        publication.last_day
    FROM held.cell_publication AS publication
),

decided AS (
    SELECT DISTINCT ON (signed.case_id)
        signed.case_id,
        signed.version,
        (max(signed.signed_at) AT TIME ZONE 'Europe/London')::date AS on_day
    FROM held.case_signature AS signed
    GROUP BY signed.case_id, signed.version
    HAVING count(*) = 2
    ORDER BY signed.case_id, signed.version DESC
)

SELECT
    quarter.quarter,
    (
        SELECT count(*)
        FROM held.review_meeting AS meeting
        WHERE
            meeting.state = 'held'
            AND meeting.held_on BETWEEN quarter.first_day AND quarter.last_day
    ) AS reviews_held,
    (
        SELECT count(*)
        FROM held.review_case AS opened
        WHERE
            (opened.opened_at AT TIME ZONE 'Europe/London')::date
            BETWEEN quarter.first_day AND quarter.last_day
    ) AS cases_opened,
    (
        SELECT count(*)
        FROM decided
        WHERE decided.on_day BETWEEN quarter.first_day AND quarter.last_day
    ) AS decisions,
    (
        SELECT count(*)
        FROM held.case_action AS action
        WHERE action.done_on BETWEEN quarter.first_day AND quarter.last_day
    ) AS actions_done,
    (
        SELECT count(*)
        FROM held.case_action AS action
        WHERE
            action.due_on BETWEEN quarter.first_day AND quarter.last_day
            AND action.state <> 'dropped'
            -- by the day after the quarter: what is told of it does not change with its reader
            AND action.due_on < coalesce(
                action.done_on,
                least(quarter.last_day + 1, (now() AT TIME ZONE 'Europe/London')::date)
            )
    ) AS actions_late
FROM quarter;
