-- What joint reviews decided, by measure, in every published quarter.
SELECT *
FROM released.measure_count_for_board
ORDER BY quarter, listed, code;
