-- The state of a question, for the worker that is at it.
SELECT asking.state
FROM held.asking AS asking
WHERE asking.asking_id = :asking_id;
