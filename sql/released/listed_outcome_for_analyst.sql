-- released.listed_outcome_for_analyst: what became of listed premises: what officers said of each,
-- and what they found there after the quarter; and visits to premises that were not listed.
--
-- Audience  the police analyst, of all authorities, to mend the method.
-- Made of   what is published, registers, and what officers wrote; of no episode.
-- Returns   a row for each quarter and premises that it lists, or that was visited after it ended
--           and before the next one did. The outcome is that of the last such visit.
CREATE OR REPLACE VIEW released.listed_outcome_for_analyst WITH (security_barrier) AS
WITH period AS (
    SELECT
        publication.quarter,
        publication.rule,
        publication.minimum_episodes,
        publication.minimum_children,
        publication.last_day AS after_day,
        -- of the day after: three months from 30 September are over on 30 December
        (publication.last_day + 1 + interval '3 months')::date - 1 AS until_day
    FROM held.cell_publication AS publication
),
listed AS (
    SELECT DISTINCT ON (flag.quarter, flag.premises_id)
        flag.quarter,
        flag.premises_id,
        flag.band_m
    FROM held.officer_flag AS flag
    ORDER BY flag.quarter, flag.premises_id, flag.band_m
),
found AS (
    SELECT DISTINCT ON (period.quarter, visit.premises_id)
        period.quarter,
        visit.premises_id,
        record.visited_on,
        record.outcome
    FROM held.visit AS visit
    INNER JOIN LATERAL (
        SELECT version.*
        FROM held.visit_record AS version
        WHERE version.visit_id = visit.visit_id
        ORDER BY version.version DESC
        LIMIT 1
    ) AS record ON TRUE
    INNER JOIN period
        ON record.visited_on > period.after_day AND record.visited_on <= period.until_day
    ORDER BY period.quarter, visit.premises_id, record.visited_on DESC, record.changed_at DESC
)
SELECT
    quarter,
    premises_id,
    premises.name,
    premises.kind,
    premises.authority,
    authority.name AS authority_name,
    listed.premises_id IS NOT NULL AS is_listed,
    listed.band_m AS within_m,
    period.rule,
    period.minimum_episodes,
    period.minimum_children,
    nullif(said.verdict, 'withdrawn') AS verdict,
    CASE WHEN said.verdict <> 'withdrawn' THEN said.reason END AS reason,
    said.why,
    said.changed_at AS said_at,
    found.visited_on,
    found.outcome
FROM listed
FULL JOIN found USING (quarter, premises_id)
INNER JOIN period USING (quarter)
INNER JOIN held.premises AS premises USING (premises_id)
LEFT JOIN held.authority AS authority ON premises.authority = authority.code
LEFT JOIN released.flag_feedback_for_analyst AS said USING (quarter, premises_id);
