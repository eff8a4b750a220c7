-- What one asked and how far the answers are, newest first; of a number, that one alone.
SELECT *
FROM released.asking_for_analyst(:session, CAST(:asking_id AS uuid));
