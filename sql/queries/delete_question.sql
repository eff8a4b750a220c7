-- Delete a question that one saved.
SELECT released.delete_question_for_analyst(:session, :question_id);
