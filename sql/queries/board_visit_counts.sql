-- How many visits were planned and made, and what was done at them, by authority and quarter.
SELECT *
FROM released.visit_count_for_board
ORDER BY quarter, authority_name, authority;
