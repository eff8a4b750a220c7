-- Remove the taxi drivers that a load brought.
DELETE FROM held.taxi_driver
WHERE load_id = :load_id;
