-- released.representation_count_for_board: complaints and replies of each published quarter.
--
-- Audience  the board: of all authorities together, whole quarters, of what businesses and others
--           said and councils answered; it counts no child and no episode.
-- Returns   a row for each published quarter. Answered and upheld are of those that came in it, by
--           what is now said of them; recorded_to is the last day on which anything was.
CREATE OR REPLACE VIEW released.representation_count_for_board WITH (security_barrier) AS
WITH answered AS (
    SELECT DISTINCT ON (representation_id) representation_id, outcome, changed_at
    FROM held.representation_answer
    ORDER BY representation_id ASC, version DESC
)
SELECT
    publication.quarter,
    count(said.representation_id) AS received,
    count(answered.outcome) AS answered,
    count(*) FILTER (WHERE answered.outcome IN ('upheld', 'partly')) AS upheld,
    max((greatest(said.made_at, answered.changed_at) AT TIME ZONE 'Europe/London')::date)
        AS recorded_to
FROM held.cell_publication AS publication
LEFT JOIN held.representation AS said
    ON said.received_on BETWEEN publication.first_day AND publication.last_day
LEFT JOIN answered USING (representation_id)
GROUP BY publication.quarter;
