-- What a joint review can decide, in the order of the list.
SELECT * FROM released.measure_for_all ORDER BY listed;
