-- What the columns of notices are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.notice IS
'What somebody was told by e-mail that waits for them. Kept by rule: sessions.';
COMMENT ON COLUMN held.notice.account_id IS 'Who was told.';
COMMENT ON COLUMN held.notice.kind IS 'Of an action, a visit or a text.';
COMMENT ON COLUMN held.notice.object IS 'Of which of them, so that it is told once.';
COMMENT ON COLUMN held.notice.about IS 'Of which day or version of it: a change is told anew.';
COMMENT ON COLUMN held.notice.told_at IS 'When.';
