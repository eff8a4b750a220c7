-- released.flag_feedback_for_analyst: what officers now say of listed premises, to mend the method.
--
-- Audience  the analyst, of all authorities. Verdict and reason are all that the method needs. What
--           was written is told where it is the reason ("something else", or from before there was
--           a list of reasons), and of premises that are, or were, in a joint review.
CREATE OR REPLACE VIEW released.flag_feedback_for_analyst WITH (security_barrier) AS
SELECT DISTINCT ON (said.quarter, said.premises_id)
    said.quarter,
    said.premises_id,
    said.authority,
    said.verdict,
    said.reason,
    CASE
        WHEN
            said.reason IS NULL OR said.reason = 'other'
            OR EXISTS (
                SELECT
                FROM held.review_case AS reviewed
                WHERE reviewed.premises_id = said.premises_id
            )
            THEN said.why
    END AS why,
    said.changed_at
FROM held.flag_feedback AS said
ORDER BY said.quarter, said.premises_id, said.version DESC;
