-- released.flag_feedback_for_officer: what is now said of the own premises that a quarter lists.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session, and never a neighbour's.
CREATE OR REPLACE VIEW released.flag_feedback_for_officer WITH (security_barrier) AS
SELECT DISTINCT ON (said.quarter, said.premises_id)
    said.quarter,
    said.premises_id,
    said.version,
    said.verdict,
    said.reason,
    reason.words AS reason_words,
    said.why,
    changer.display_name AS changed_by_name,
    said.changed_at
FROM held.flag_feedback AS said
INNER JOIN held.account AS changer ON said.changed_by = changer.account_id
LEFT JOIN held.feedback_reason AS reason ON said.reason = reason.reason
WHERE said.authority = (SELECT released.own_authority_for_officer())
ORDER BY said.quarter, said.premises_id, said.version DESC;
