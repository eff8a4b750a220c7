-- released.flag_count_for_board: how many premises officers are shown as near published cells.
--
-- Audience  the board. By authority and quarter; fewer than the policy's minimum have no row.
CREATE OR REPLACE VIEW released.flag_count_for_board WITH (security_barrier) AS
SELECT
    flag.quarter,
    premises.authority,
    authority.name AS authority_name,
    count(DISTINCT flag.premises_id) AS premises
FROM held.officer_flag AS flag
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.authority AS authority ON premises.authority = authority.code
INNER JOIN held.cell_publication AS publication USING (quarter)
INNER JOIN held.release_policy AS policy
    ON policy.audience = 'board' AND publication.board_policy = policy.effective_from
GROUP BY flag.quarter, premises.authority, authority.name, policy.minimum_premises
HAVING count(DISTINCT flag.premises_id) >= policy.minimum_premises;
