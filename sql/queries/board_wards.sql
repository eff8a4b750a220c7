-- The wards of a quarter that the board is shown.
SELECT *
FROM released.ward_count_for_board
WHERE quarter = :quarter
ORDER BY children DESC, ward;
