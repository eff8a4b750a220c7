-- released.measure_count_for_board: decisions of joint reviews by measure and published quarter.
--
-- Audience  the board: of all authorities together, a row for each measure that was decided. A
--           decision counts once, by its newest version that both sides signed, in the quarter in
--           which the second side signed it.
CREATE OR REPLACE VIEW released.measure_count_for_board WITH (security_barrier) AS
WITH decided AS (
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
    publication.quarter,
    measure.family,
    measure.code,
    measure.words,
    measure.listed,
    count(*) AS decisions
FROM decided
INNER JOIN held.case_decision AS decision USING (case_id, version)
INNER JOIN held.measure AS measure ON decision.measure = measure.code
INNER JOIN held.cell_publication AS publication
    ON decided.on_day BETWEEN publication.first_day AND publication.last_day
GROUP BY
    publication.quarter, measure.family, measure.code, measure.words, measure.listed;
