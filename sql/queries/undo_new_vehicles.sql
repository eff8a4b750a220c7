-- Remove the taxi vehicles that a load brought.
DELETE FROM held.taxi_vehicle
WHERE load_id = :load_id;
