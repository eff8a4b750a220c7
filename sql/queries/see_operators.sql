-- Note that a register showed operators that are held already: its word on them is the newest.
UPDATE held.taxi_operator
SET seen_load_id = :load_id
WHERE operator_id = ANY(:operators) AND seen_load_id <> :load_id;
