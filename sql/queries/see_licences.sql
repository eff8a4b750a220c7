-- Note that a register showed licences that are held already: its word on them is the newest.
UPDATE held.premises_licence
SET seen_load_id = :load_id
WHERE licence_id = ANY(:licences);
