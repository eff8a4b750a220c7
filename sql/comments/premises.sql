-- What the columns of premises are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.premises IS
'Places of business, from public registers: what flags are about. Kept for as long as the '
'database: a public register, whose history says what was licensed when.';
COMMENT ON COLUMN held.premises.premises_id IS 'The premises'' number.';
COMMENT ON COLUMN held.premises.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.premises.uprn IS 'Knows the premises again in another register.';
COMMENT ON COLUMN held.premises.name IS 'What it is called.';
COMMENT ON COLUMN held.premises.name_key IS 'Its name as it is compared.';
COMMENT ON COLUMN held.premises.address IS 'Where it is, in words.';
COMMENT ON COLUMN held.premises.postcode IS 'Where it is, to the postcode.';
COMMENT ON COLUMN held.premises.kind IS 'Pub, takeaway and so on.';
COMMENT ON COLUMN held.premises.kind_basis IS 'How its kind is known.';
COMMENT ON COLUMN held.premises.geom IS 'Where it is on the map.';
COMMENT ON COLUMN held.premises.placed_by IS 'How its point is known.';
COMMENT ON COLUMN held.premises.precision_m IS 'How far the point may be off.';
COMMENT ON COLUMN held.premises.web_mercator
IS 'The same point in the projection of the map, from which its tiles are cut.';
COMMENT ON COLUMN held.premises.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';

COMMENT ON TABLE held.premises_square
IS 'How many premises each square of the map holds, by authority, so that a tile need not count '
'them. Counted from premises at the end of each change. Kept as long as the premises.';
COMMENT ON COLUMN held.premises_square.zoom IS 'Which tile of the map, by zoom, column and row.';
COMMENT ON COLUMN held.premises_square.tile_column
IS 'Which tile of the map, by zoom, column and row.';
COMMENT ON COLUMN held.premises_square.tile_row
IS 'Which tile of the map, by zoom, column and row.';
COMMENT ON COLUMN held.premises_square.authority
IS 'Whose they are, which decides which officers may see how many.';
COMMENT ON COLUMN held.premises_square.place IS 'Which of the sixteen squares of the tile.';
COMMENT ON COLUMN held.premises_square.premises IS 'How many premises.';
COMMENT ON COLUMN held.premises_square.mean_x IS 'Where the number is drawn: their middle.';
COMMENT ON COLUMN held.premises_square.mean_y IS 'Where the number is drawn: their middle.';

COMMENT ON TABLE held.premises_square_due
IS 'Authorities whose premises a transaction has changed. Kept until the transaction ends.';
COMMENT ON COLUMN held.premises_square_due.authority IS 'Whose premises are to be counted.';

COMMENT ON TABLE held.premises_licence IS
'Licences of premises, with their history, from the public register. Kept for as long as '
'the database: a public register, whose history says what was licensed when.';
COMMENT ON COLUMN held.premises_licence.licence_id IS 'The licence''s number.';
COMMENT ON COLUMN held.premises_licence.premises_id IS 'Which premises it is for.';
COMMENT ON COLUMN held.premises_licence.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.premises_licence.licence_number IS 'Its number in the register.';
COMMENT ON COLUMN held.premises_licence.licence_type
IS 'What it allows, in our words and the register''s.';
COMMENT ON COLUMN held.premises_licence.licence_type_stated
IS 'What it allows, in our words and the register''s.';
COMMENT ON COLUMN held.premises_licence.status
IS 'Whether it is in force, in our words and the register''s.';
COMMENT ON COLUMN held.premises_licence.status_stated
IS 'Whether it is in force, in our words and the register''s.';
COMMENT ON COLUMN held.premises_licence.issued_on
IS 'When it holds, for what was licensed on a day.';
COMMENT ON COLUMN held.premises_licence.starts_on
IS 'When it holds, for what was licensed on a day.';
COMMENT ON COLUMN held.premises_licence.ends_on IS 'When it holds, for what was licensed on a day.';
COMMENT ON COLUMN held.premises_licence.decided_on
IS 'When it holds, for what was licensed on a day.';
COMMENT ON COLUMN held.premises_licence.holder_name
IS 'Whom to write to; shown to officers of the own authority alone.';
COMMENT ON COLUMN held.premises_licence.supervisor_name
IS 'Who answers for sales of alcohol; shown to officers of the own authority alone.';
COMMENT ON COLUMN held.premises_licence.supervisor_licence_number
IS 'Who answers for sales of alcohol; shown to officers of the own authority alone.';
COMMENT ON COLUMN held.premises_licence.conditions IS 'What was imposed on it.';
COMMENT ON COLUMN held.premises_licence.hours_stated IS 'Licensed hours in the register''s words.';
COMMENT ON COLUMN held.premises_licence.licence_url IS 'Where the register shows it.';
COMMENT ON COLUMN held.premises_licence.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.premises_licence.seen_load_id
IS 'The newest load that still has it, so that what a register has dropped is known.';
COMMENT ON COLUMN held.premises_licence.row_number
IS 'Its line in the supplier''s file, so that a question can be asked of the supplier.';

COMMENT ON TABLE held.licence_activity IS 'What a licence allows. Kept with its licence.';
COMMENT ON COLUMN held.licence_activity.licence_id IS 'Which licence.';
COMMENT ON COLUMN held.licence_activity.activity IS 'What it allows.';

COMMENT ON TABLE held.licence_hours
IS 'When a licence allows it: whether it was open when episodes were. Kept with its licence.';
COMMENT ON COLUMN held.licence_hours.licence_id IS 'Which licence.';
COMMENT ON COLUMN held.licence_hours.weekday IS 'Which day.';
COMMENT ON COLUMN held.licence_hours.opens_min IS 'From when and until when, in minutes.';
COMMENT ON COLUMN held.licence_hours.closes_min IS 'From when and until when, in minutes.';

COMMENT ON TABLE held.premises_match
IS 'Two premises that may be one, for a person to settle. Kept until one of them is gone.';
COMMENT ON COLUMN held.premises_match.premises_id IS 'The two.';
COMMENT ON COLUMN held.premises_match.other_id IS 'The two.';
COMMENT ON COLUMN held.premises_match.reason IS 'Why they may be one.';
COMMENT ON COLUMN held.premises_match.likeness IS 'How alike their names are.';
COMMENT ON COLUMN held.premises_match.apart_m IS 'How far apart they are.';
COMMENT ON COLUMN held.premises_match.state IS 'Whether a person has settled it.';
COMMENT ON COLUMN held.premises_match.proposed_at IS 'When it was proposed.';

COMMENT ON TABLE held.food_business IS
'Food businesses, from the public ratings: takeaways and hotels that need no licence. '
'Kept for as long as the database: a public register.';
COMMENT ON COLUMN held.food_business.fhrs_id IS 'Its number in the ratings.';
COMMENT ON COLUMN held.food_business.premises_id IS 'Which premises it is.';
COMMENT ON COLUMN held.food_business.authority
IS 'Whose it is, which decides which officers may see it.';
COMMENT ON COLUMN held.food_business.local_id IS 'Its number at the council.';
COMMENT ON COLUMN held.food_business.name IS 'What it is called.';
COMMENT ON COLUMN held.food_business.business_type_id
IS 'What it does; schools and care are never loaded.';
COMMENT ON COLUMN held.food_business.business_type
IS 'What it does; schools and care are never loaded.';
COMMENT ON COLUMN held.food_business.address IS 'Where it is.';
COMMENT ON COLUMN held.food_business.postcode IS 'Where it is.';
COMMENT ON COLUMN held.food_business.rating IS 'What an officer who visits should know.';
COMMENT ON COLUMN held.food_business.rated_on IS 'What an officer who visits should know.';
COMMENT ON COLUMN held.food_business.digest IS 'Whether a newer file says something else.';
COMMENT ON COLUMN held.food_business.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.food_business.gone_load_id
IS 'By which load its authority no longer showed it: it is not in business; null where it is.';
