-- What the columns of taxi are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.taxi_operator IS
'Private hire operators; a base that is a home has no point. Kept for as long as the '
'database: a licensing register, whose history says who was licensed when.';
COMMENT ON COLUMN held.taxi_operator.operator_id IS 'The operator''s number.';
COMMENT ON COLUMN held.taxi_operator.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.taxi_operator.licence_number IS 'Its number in the register.';
COMMENT ON COLUMN held.taxi_operator.name IS 'What it is called.';
COMMENT ON COLUMN held.taxi_operator.trading_name IS 'What it is called.';
COMMENT ON COLUMN held.taxi_operator.premises_id IS 'Its base, where that is a place of business.';
COMMENT ON COLUMN held.taxi_operator.base_is_home IS 'Keeps a home off the map.';
COMMENT ON COLUMN held.taxi_operator.base_ward IS 'Where a base that is a home is, to its ward.';
COMMENT ON COLUMN held.taxi_operator.vehicles_permitted IS 'How large it is.';
COMMENT ON COLUMN held.taxi_operator.starts_on IS 'When the licence holds.';
COMMENT ON COLUMN held.taxi_operator.ends_on IS 'When the licence holds.';
COMMENT ON COLUMN held.taxi_operator.status
IS 'Whether it is in force, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_operator.status_stated
IS 'Whether it is in force, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_operator.digest IS 'Knows it again in a newer file.';
COMMENT ON COLUMN held.taxi_operator.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.taxi_operator.seen_load_id
IS 'The newest load that still has it, so that what a register has dropped is known.';
COMMENT ON COLUMN held.taxi_operator.row_number
IS 'Its line in the supplier''s file, so that a question can be asked of the supplier.';

COMMENT ON TABLE held.taxi_vehicle IS
'Licensed vehicles, to be found by their exact number. Never on the map, never listed. '
'Kept for as long as the database: a licensing register, whose history says who was '
'licensed when.';
COMMENT ON COLUMN held.taxi_vehicle.vehicle_id IS 'The vehicle''s number.';
COMMENT ON COLUMN held.taxi_vehicle.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.taxi_vehicle.registration IS 'By which it is found.';
COMMENT ON COLUMN held.taxi_vehicle.plate_number IS 'By which it is found.';
COMMENT ON COLUMN held.taxi_vehicle.kind
IS 'Hackney carriage or private hire, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_vehicle.kind_stated
IS 'Hackney carriage or private hire, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_vehicle.starts_on IS 'When the licence holds.';
COMMENT ON COLUMN held.taxi_vehicle.ends_on IS 'When the licence holds.';
COMMENT ON COLUMN held.taxi_vehicle.wheelchair_accessible
IS 'Tells whether it is the one that was described.';
COMMENT ON COLUMN held.taxi_vehicle.make IS 'Tells whether it is the one that was described.';
COMMENT ON COLUMN held.taxi_vehicle.model IS 'Tells whether it is the one that was described.';
COMMENT ON COLUMN held.taxi_vehicle.colour IS 'Tells whether it is the one that was described.';
COMMENT ON COLUMN held.taxi_vehicle.seats IS 'Tells whether it is the one that was described.';
COMMENT ON COLUMN held.taxi_vehicle.digest IS 'Knows it again in a newer file.';
COMMENT ON COLUMN held.taxi_vehicle.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.taxi_vehicle.seen_load_id
IS 'The newest load that still has it, so that what a register has dropped is known.';
COMMENT ON COLUMN held.taxi_vehicle.row_number
IS 'Its line in the supplier''s file, so that a question can be asked of the supplier.';

COMMENT ON TABLE held.taxi_driver IS
'Licensed drivers, to be found by their exact number. Never on the map, never listed. '
'Kept for as long as the database: a licensing register, whose history says who was '
'licensed when.';
COMMENT ON COLUMN held.taxi_driver.driver_id IS 'The driver''s number.';
COMMENT ON COLUMN held.taxi_driver.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.taxi_driver.badge_number IS 'By which a driver is found.';
COMMENT ON COLUMN held.taxi_driver.name IS 'Whether it is the person who was named.';
COMMENT ON COLUMN held.taxi_driver.kind IS 'For which vehicles, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_driver.kind_stated
IS 'For which vehicles, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_driver.starts_on IS 'When the licence holds.';
COMMENT ON COLUMN held.taxi_driver.ends_on IS 'When the licence holds.';
COMMENT ON COLUMN held.taxi_driver.status
IS 'Whether it is in force, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_driver.status_stated
IS 'Whether it is in force, in our words and the register''s.';
COMMENT ON COLUMN held.taxi_driver.digest IS 'Knows it again in a newer file.';
COMMENT ON COLUMN held.taxi_driver.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.taxi_driver.seen_load_id
IS 'The newest load that still has it, so that what a register has dropped is known.';
COMMENT ON COLUMN held.taxi_driver.row_number
IS 'Its line in the supplier''s file, so that a question can be asked of the supplier.';

COMMENT ON TABLE held.taxi_rank
IS 'Where taxis wait, for the map. Public. Kept until a newer file is loaded.';
COMMENT ON COLUMN held.taxi_rank.rank_id IS 'The rank''s number.';
COMMENT ON COLUMN held.taxi_rank.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.taxi_rank.name IS 'What it is called.';
COMMENT ON COLUMN held.taxi_rank.spaces IS 'How large it is.';
COMMENT ON COLUMN held.taxi_rank.hours_stated IS 'When it is used.';
COMMENT ON COLUMN held.taxi_rank.geom IS 'Where it is.';
COMMENT ON COLUMN held.taxi_rank.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.taxi_rank.row_number
IS 'Its line in the supplier''s file, so that a question can be asked of the supplier.';
