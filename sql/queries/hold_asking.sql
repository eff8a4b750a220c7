-- The state of a question, which nobody changes until the transaction ends.
SELECT asking.state
FROM held.asking AS asking
WHERE asking.asking_id = :asking_id
FOR UPDATE;
