-- The taxi ranks that are held.
SELECT rank_id
FROM held.taxi_rank;
