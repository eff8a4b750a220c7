-- An error that quotes its value to whoever asked, and must quote it to nobody else.
SELECT CAST(CAST(:value AS text) AS integer);
