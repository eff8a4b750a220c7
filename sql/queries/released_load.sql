-- One load.
SELECT *
FROM released.load_for_analyst
WHERE public_id = :public_id;
