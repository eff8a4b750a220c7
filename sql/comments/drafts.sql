-- What the columns of drafts are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.draft IS
'What somebody is typing and has not saved, shown to them alone; deleted when it is saved or '
'thrown away. Kept by rule: drafts.';
COMMENT ON COLUMN held.draft.right_id IS 'Whose it is: the person, and as what they were typing.';
COMMENT ON COLUMN held.draft.form IS 'In which form, and of what.';
COMMENT ON COLUMN held.draft.fields IS
'What stood in its fields, but for what looked as if it told who a child is.';
COMMENT ON COLUMN held.draft.begun_at IS 'When it was begun.';
COMMENT ON COLUMN held.draft.kept_at IS 'When it was last kept, from which it is kept on.';
