-- Why a listed premises was worth listing or not, in the order of the list.
SELECT
    reason,
    verdicts,
    words
FROM released.feedback_reason_for_all
ORDER BY listed;
