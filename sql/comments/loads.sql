-- What the columns of loads are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.supplier IS 'Agencies that send episodes. Kept for as long as the database.';
COMMENT ON COLUMN held.supplier.supplier_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.supplier.name IS 'The agency''s name.';

COMMENT ON TABLE held.profile IS
'Saved layouts of registers, so that the next file is read like the last. Kept until it '
'is replaced.';
COMMENT ON COLUMN held.profile.name IS 'What it is saved as.';
COMMENT ON COLUMN held.profile.kind IS 'For which kind of file.';
COMMENT ON COLUMN held.profile.mapping IS 'Which column means what.';
COMMENT ON COLUMN held.profile.made_at IS 'When it was saved.';

COMMENT ON TABLE held.load IS
'What was loaded, and what became of every row. Kept for as long as the database: it is '
'the account of where everything came from.';
COMMENT ON COLUMN held.load.load_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.load.public_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.load.kind IS 'What was loaded.';
COMMENT ON COLUMN held.load.file_name IS 'Which file, to ask its supplier about.';
COMMENT ON COLUMN held.load.file_sha256 IS 'Knows the same file again.';
COMMENT ON COLUMN held.load.question_digest
IS 'Tells loads of one file apart that were asked differently.';
COMMENT ON COLUMN held.load.supplier IS 'Who sent it.';
COMMENT ON COLUMN held.load.authority IS 'Whose register it is.';
COMMENT ON COLUMN held.load.profile IS 'Which layout it was read by.';
COMMENT ON COLUMN held.load.options IS 'How it was asked to be read.';
COMMENT ON COLUMN held.load.mapping IS 'Which column was taken for what.';
COMMENT ON COLUMN held.load.encoding IS 'How its text was read.';
COMMENT ON COLUMN held.load.read IS 'How many rows came to what: they add up.';
COMMENT ON COLUMN held.load.blank IS 'How many rows came to what: they add up.';
COMMENT ON COLUMN held.load.accepted IS 'How many rows came to what: they add up.';
COMMENT ON COLUMN held.load.rejected IS 'How many rows came to what: they add up.';
COMMENT ON COLUMN held.load.already_held IS 'How many rows came to what: they add up.';
COMMENT ON COLUMN held.load.reasons IS 'How many rows were turned away for which reason.';
COMMENT ON COLUMN held.load.report IS 'The account as it was given.';
COMMENT ON COLUMN held.load.notices IS 'What whoever loaded it should know.';
COMMENT ON COLUMN held.load.data_from IS 'Which days it covers: no answer goes beyond them.';
COMMENT ON COLUMN held.load.data_to IS 'Which days it covers: no answer goes beyond them.';
COMMENT ON COLUMN held.load.code_version IS 'Which release read it.';
COMMENT ON COLUMN held.load.loaded_at IS 'When.';
COMMENT ON COLUMN held.load.seconds IS 'How long it took.';

COMMENT ON TABLE held.load_reject IS
'Rows that were turned away, so that their supplier can mend them. Never a sensitive '
'value. Kept by rule: rejects.';
COMMENT ON COLUMN held.load_reject.reject_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.load_reject.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.load_reject.row_number
IS 'Its line in the supplier''s file, so that a question can be asked of the supplier.';
COMMENT ON COLUMN held.load_reject.column_name IS 'Which column was at fault.';
COMMENT ON COLUMN held.load_reject.reason IS 'What was wrong with it.';
COMMENT ON COLUMN held.load_reject.found IS 'What kind of thing was found there.';

COMMENT ON TABLE held.schema_version
IS 'Which migrations have been run. Kept for as long as the database.';
COMMENT ON COLUMN held.schema_version.version_num IS 'The last migration that was run.';

COMMENT ON TABLE held.load_before IS
'What rows were before a load changed them, so that it can be taken back. Kept for 7 days, or '
'until it is.';
COMMENT ON COLUMN held.load_before.image_no IS 'The order of the changes.';
COMMENT ON COLUMN held.load_before.load_id IS 'Which load changed it.';
COMMENT ON COLUMN held.load_before.of_table IS 'What was changed.';
COMMENT ON COLUMN held.load_before.was IS 'The row as it was; of an episode, its places.';

COMMENT ON TABLE held.undone_load IS
'Loads that were taken back. Kept for as long as the database: it is the account of what was '
'held and is not.';
COMMENT ON COLUMN held.undone_load.public_id IS 'The load''s number.';
COMMENT ON COLUMN held.undone_load.account IS 'The load''s account as it was.';
COMMENT ON COLUMN held.undone_load.undone_at IS 'When it was taken back.';
COMMENT ON COLUMN held.undone_load.undone_by IS 'Who did, by the number of an account.';
COMMENT ON COLUMN held.undone_load.reason IS 'Why.';
