-- Have a question answered by a worker.
SELECT
    released.ask_for_analyst(
        :session, :asking_id, CAST(:terms AS jsonb), CAST(:question_id AS uuid)
    );
