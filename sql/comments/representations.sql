-- What the columns of representations are held for, and until when: nothing is held without a
-- purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.representation IS
'Complaints, replies and corrections about a premises'' listing or visits: the right of reply. '
'Kept by rule: visits.';
COMMENT ON COLUMN held.representation.representation_id IS 'Its number.';
COMMENT ON COLUMN held.representation.premises_id IS 'Which premises it is about.';
COMMENT ON COLUMN held.representation.authority IS 'Whose officers see it.';
COMMENT ON COLUMN held.representation.kind IS 'Whether it complains, replies or corrects.';
COMMENT ON COLUMN held.representation.received_on IS 'When it came.';
COMMENT ON COLUMN held.representation.made_for IS
'For whom it was made: the business, a resident, a councillor; no name.';
COMMENT ON COLUMN held.representation.asked IS 'What was asked or said.';
COMMENT ON COLUMN held.representation.made_by IS 'Which officer wrote it down and when.';
COMMENT ON COLUMN held.representation.made_at IS 'Which officer wrote it down and when.';

COMMENT ON TABLE held.representation_answer IS
'How a representation was answered, each change a version. Kept by rule: visits.';
COMMENT ON COLUMN held.representation_answer.representation_id IS 'Of which representation.';
COMMENT ON COLUMN held.representation_answer.version IS
'The how manieth version; the last one counts.';
COMMENT ON COLUMN held.representation_answer.outcome IS 'What came of it.';
COMMENT ON COLUMN held.representation_answer.answered_on IS 'When it was answered.';
COMMENT ON COLUMN held.representation_answer.answer IS 'What was answered.';
COMMENT ON COLUMN held.representation_answer.changed_by IS 'Who answered and when.';
COMMENT ON COLUMN held.representation_answer.changed_at IS 'Who answered and when.';
