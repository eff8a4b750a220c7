-- What joint reviews of all authorities together did, in every published quarter.
SELECT *
FROM released.review_count_for_board
ORDER BY quarter;
