-- Remove the taxi ranks that a load brought.
DELETE FROM held.taxi_rank
WHERE load_id = :load_id;
