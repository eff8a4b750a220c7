-- Keep a question that one asked under a name.
SELECT
    released.save_question_for_analyst(:session, :asking_id, :question_id, :name, :shared);
