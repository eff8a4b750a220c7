-- Complaints and replies of every published quarter.
SELECT * FROM released.representation_count_for_board
ORDER BY quarter DESC;
