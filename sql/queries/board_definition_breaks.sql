-- The days on which the definitions of reports changed.
SELECT *
FROM released.definition_break_for_board
ORDER BY day;
