-- What is now said of one listed premises.
SELECT *
FROM released.flag_feedback_for_officer
WHERE quarter = :quarter AND premises_id = :premises_id;
