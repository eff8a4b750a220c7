-- The questions that one saved, and those of all analysts.
SELECT *
FROM released.saved_question_for_analyst(:session);
