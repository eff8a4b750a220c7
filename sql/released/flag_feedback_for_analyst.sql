-- released.flag_feedback_for_analyst: what officers now say of listed premises, to mend the method.
--
-- Audience  the analyst, of all authorities.
CREATE OR REPLACE VIEW released.flag_feedback_for_analyst WITH (security_barrier) AS
SELECT DISTINCT ON (said.quarter, said.premises_id)
    said.quarter,
    said.premises_id,
    said.authority,
    said.verdict,
    said.why,
    said.changed_at
FROM held.flag_feedback AS said
ORDER BY said.quarter, said.premises_id, said.version DESC;
