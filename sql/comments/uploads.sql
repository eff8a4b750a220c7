-- What the columns of uploads are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.upload IS
'Files that analysts sent by a page, and what became of them. The bytes are in a closed folder '
'and go when it is settled, after 7 days at the latest. Kept for as long as the database: it is '
'the account of who brought what.';
COMMENT ON COLUMN held.upload.upload_id IS 'Its number, by which its page is found.';
COMMENT ON COLUMN held.upload.lock_no IS 'Tells workers whether another is at work on it.';
COMMENT ON COLUMN held.upload.account_id IS 'Who sent it, who alone sees it.';
COMMENT ON COLUMN held.upload.kind IS 'What it is loaded as.';
COMMENT ON COLUMN held.upload.options IS 'How it was asked to be read.';
COMMENT ON COLUMN held.upload.file_names IS 'Which file, to ask its supplier about.';
COMMENT ON COLUMN held.upload.file_bytes IS 'How large it is, to know that all of it came.';
COMMENT ON COLUMN held.upload.file_hashes IS 'Knows the same file again.';
COMMENT ON COLUMN held.upload.state IS 'How far it is.';
COMMENT ON COLUMN held.upload.done IS 'How many rows have been read, for whoever waits.';
COMMENT ON COLUMN held.upload.expected IS 'About how many rows it has, for whoever waits.';
COMMENT ON COLUMN held.upload.tries IS 'How often work on it began: it is given up after a few.';
COMMENT ON COLUMN held.upload.report IS 'The account as it was given.';
COMMENT ON COLUMN held.upload.refusal IS 'Why it was refused, in a sentence.';
COMMENT ON COLUMN held.upload.loads IS 'The load that it became.';
COMMENT ON COLUMN held.upload.asked_at IS 'When it was sent.';
COMMENT ON COLUMN held.upload.checked_at IS 'When it had been checked.';
COMMENT ON COLUMN held.upload.settled_at IS 'When it was loaded, discarded or undone.';
COMMENT ON COLUMN held.upload.undo_reason IS 'Why it was taken back.';

COMMENT ON TABLE held.upload_reject IS
'Rows that an upload would turn away, so that its sender can mend them. Never a sensitive value. '
'Kept until the upload is settled, for 7 days at the longest.';
COMMENT ON COLUMN held.upload_reject.upload_id IS 'Which upload it came with.';
COMMENT ON COLUMN held.upload_reject.reject_no IS 'The order in which they were found.';
COMMENT ON COLUMN held.upload_reject.part IS 'Which of several files.';
COMMENT ON COLUMN held.upload_reject.row_number IS 'Its line in the file.';
COMMENT ON COLUMN held.upload_reject.column_name IS 'Which column was at fault.';
COMMENT ON COLUMN held.upload_reject.reason IS 'What was wrong with it.';
COMMENT ON COLUMN held.upload_reject.found IS 'What kind of thing was found there.';
