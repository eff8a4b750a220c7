-- released.feedback_reason_for_all: why a listed premises was worth listing or not, to choose from.
--
-- verdicts  what each can be a reason for.
-- Audience  the officer, who chooses; the analyst, who counts.
CREATE OR REPLACE VIEW released.feedback_reason_for_all WITH (security_barrier) AS
SELECT
    reason.reason,
    reason.verdicts,
    reason.words,
    reason.listed
FROM held.feedback_reason AS reason;
