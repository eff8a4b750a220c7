-- What the columns of audit are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE audit.entry
IS 'Who did what, when and why: looks, changes, exports, erasures. Kept by rule: audit.';
COMMENT ON COLUMN audit.entry.seq IS 'Its place in the chain.';
COMMENT ON COLUMN audit.entry.at IS 'When.';
COMMENT ON COLUMN audit.entry.actor IS 'Which account, by number or as the console''s.';
COMMENT ON COLUMN audit.entry.action IS 'What was done.';
COMMENT ON COLUMN audit.entry.subject IS 'To what, by number.';
COMMENT ON COLUMN audit.entry.detail
IS 'Why, by which route, how many rows and with what outcome; never a child''s reference.';
COMMENT ON COLUMN audit.entry.previous
IS 'The hash of the entry before, so that none can be taken out.';
COMMENT ON COLUMN audit.entry.hash IS 'The hash of this one, so that none can be changed.';

COMMENT ON TABLE audit.head
IS 'Where the chain ends, which writers queue on. Kept for as long as the database.';
COMMENT ON COLUMN audit.head.only_row IS 'There is one.';
COMMENT ON COLUMN audit.head.seq IS 'The last entry''s place.';
COMMENT ON COLUMN audit.head.hash IS 'The last entry''s hash.';

COMMENT ON TABLE audit.beginning
IS 'Where the chain begins, once old entries were cut off. Kept for as long as the database.';
COMMENT ON COLUMN audit.beginning.only_row IS 'There is one.';
COMMENT ON COLUMN audit.beginning.seq IS 'The last entry that was cut off.';
COMMENT ON COLUMN audit.beginning.hash IS 'Its hash, which a signed anchor also holds.';

COMMENT ON TABLE audit.as_made
IS 'What the last upgrade made, to find what was changed by hand. Kept until the next upgrade.';
COMMENT ON COLUMN audit.as_made.object IS 'What was made.';
COMMENT ON COLUMN audit.as_made.kept IS 'Whether an upgrade leaves it as it is.';
COMMENT ON COLUMN audit.as_made.digest IS 'What it was made as.';

COMMENT ON TABLE audit.verification
IS 'Each time that the record was proved, and what came of it. Kept for as long as the database.';
COMMENT ON COLUMN audit.verification.verification_no IS 'Which proof, in order.';
COMMENT ON COLUMN audit.verification.at IS 'When.';
COMMENT ON COLUMN audit.verification.stands IS 'Whether the record stood.';
COMMENT ON COLUMN audit.verification.entries IS 'How many entries were computed anew.';
COMMENT ON COLUMN audit.verification.last IS 'The last of them.';
COMMENT ON COLUMN audit.verification.anchors IS 'How many anchors were compared.';
COMMENT ON COLUMN audit.verification.fault_seq IS 'The first entry at fault.';
