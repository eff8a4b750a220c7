-- The points at which places count, of episodes that began between two days.
SELECT *
FROM released.place_for_analyst(:first_day, :last_day);
