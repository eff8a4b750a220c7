-- Cancel a question that one asked; the state that it is in now, null if there is none.
SELECT released.cancel_question_for_analyst(:session, :asking_id);
