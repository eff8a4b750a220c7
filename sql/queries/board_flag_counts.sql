-- How many premises officers are shown in a quarter, by authority.
SELECT *
FROM released.flag_count_for_board
WHERE quarter = :quarter
ORDER BY authority;
