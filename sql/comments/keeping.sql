-- What the columns of keeping are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.retention_policy IS
'For how long each dataset is kept, each in force from a day. Kept for as long as the '
'database: a dated term, by which an old answer can be given again.';
COMMENT ON COLUMN held.retention_policy.dataset IS 'What is kept.';
COMMENT ON COLUMN held.retention_policy.effective_from IS 'Since when it holds.';
COMMENT ON COLUMN held.retention_policy.keep_months IS 'For how many months.';
COMMENT ON COLUMN held.retention_policy.reason IS 'Why so long.';

COMMENT ON TABLE held.export
IS 'Files that left: who took them, and until when they may be kept. Kept by rule: audit.';
COMMENT ON COLUMN held.export.export_id IS 'The file''s number.';
COMMENT ON COLUMN held.export.made_at IS 'When it was taken.';
COMMENT ON COLUMN held.export.account IS 'Who took it, and as what.';
COMMENT ON COLUMN held.export.audience IS 'Who took it, and as what.';
COMMENT ON COLUMN held.export.task IS 'For which stated purpose.';
COMMENT ON COLUMN held.export.object IS 'What it holds.';
COMMENT ON COLUMN held.export.file_name IS 'What it was called.';
COMMENT ON COLUMN held.export.sha256 IS 'Knows the file again.';
COMMENT ON COLUMN held.export.rows IS 'How much it holds.';
COMMENT ON COLUMN held.export.masked IS 'Whether points were coarsened.';
COMMENT ON COLUMN held.export.covers_from
IS 'Which days it covers, so that an erasure can call it back.';
COMMENT ON COLUMN held.export.covers_to
IS 'Which days it covers, so that an erasure can call it back.';
COMMENT ON COLUMN held.export.expires_on IS 'Until when it may be kept.';
COMMENT ON COLUMN held.export.recalled_at IS 'When it was called back.';
COMMENT ON COLUMN held.export.audit_seq IS 'Its entry in the record.';

COMMENT ON TABLE held.tombstone IS
'Marks of children who were erased, so that a later delivery does not bring them back. '
'Kept for as long as the database: without it an erased child would come back.';
COMMENT ON COLUMN held.tombstone.mark
IS 'Knows an erased child again by a key that the database does not hold.';
COMMENT ON COLUMN held.tombstone.key_fingerprint IS 'By which key.';
COMMENT ON COLUMN held.tombstone.laid_at IS 'When.';

COMMENT ON TABLE held.hold IS
'Legal holds on a child or on days, which nothing may delete. Kept for as long as it must '
'be answered for.';
COMMENT ON COLUMN held.hold.hold_id IS 'The hold''s number.';
COMMENT ON COLUMN held.hold.mark IS 'Which child, by a mark.';
COMMENT ON COLUMN held.hold.key_fingerprint IS 'Which child, by a mark.';
COMMENT ON COLUMN held.hold.begins_on IS 'Which days.';
COMMENT ON COLUMN held.hold.ends_on IS 'Which days.';
COMMENT ON COLUMN held.hold.reason IS 'Why it is held back.';
COMMENT ON COLUMN held.hold.placed_at IS 'Who placed it and when.';
COMMENT ON COLUMN held.hold.placed_by IS 'Who placed it and when.';
COMMENT ON COLUMN held.hold.ended_at IS 'Who ended it, when and why.';
COMMENT ON COLUMN held.hold.ended_by IS 'Who ended it, when and why.';
COMMENT ON COLUMN held.hold.end_reason IS 'Who ended it, when and why.';

COMMENT ON TABLE held.removal IS
'Each time that episodes were removed, and how many rows of what went. Kept for as long '
'as it must be answered for.';
COMMENT ON COLUMN held.removal.removal_no IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.removal.removal_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.removal.removed_at IS 'When.';
COMMENT ON COLUMN held.removal.kind IS 'An erasure or retention.';
COMMENT ON COLUMN held.removal.reason IS 'Why.';
COMMENT ON COLUMN held.removal.removed IS 'How many rows of what.';
COMMENT ON COLUMN held.removal.digest IS 'Knows the same removal again, without naming a child.';

COMMENT ON TABLE held.export_rule
IS 'What each audience may take as a file from a page. Kept for as long as the database.';
COMMENT ON COLUMN held.export_rule.audience IS 'Who may take it.';
COMMENT ON COLUMN held.export_rule.object IS 'What it holds.';
COMMENT ON COLUMN held.export_rule.format IS 'In which format.';
COMMENT ON COLUMN held.export_rule.exact IS 'Whether with points, or masked alone.';
COMMENT ON COLUMN held.export_rule.most_rows IS 'How many rows at most.';
