-- Keep a question of the demonstration's analyst, once: as it was asked, and under a name.
WITH person AS (
    SELECT account.account_id
    FROM held.account AS account
    WHERE
        account.sample AND account.sign_in_name = :sign_in_name
        AND NOT EXISTS (
            SELECT FROM held.saved_question AS other WHERE other.account_id = account.account_id
        )
),

asked AS (
    INSERT INTO held.asking (asking_id, account_id, terms, state, run_id, settled_at)
    SELECT
        :asking_id,
        person.account_id,
        CAST(:terms AS jsonb),
        'answered',
        :run_id,
        now()
    FROM person
    RETURNING account_id, terms
)

INSERT INTO held.saved_question (question_id, account_id, name, shared, terms, last_used_at)
SELECT
    :question_id,
    asked.account_id,
    :name,
    true,
    asked.terms,
    now()
FROM asked;
