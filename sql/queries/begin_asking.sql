-- Note that a worker begins with a question.
UPDATE held.asking
SET
    state = 'asking',
    tries = tries + 1
WHERE asking_id = :asking_id;
