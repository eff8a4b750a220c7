-- Remove the taxi operators that a load brought.
DELETE FROM held.taxi_operator
WHERE load_id = :load_id;
