-- What the columns of sent forms are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.sent_form IS
'Forms that acted, so that one that is sent twice acts once. Kept for a day.';
COMMENT ON COLUMN held.sent_form.account_id IS 'Who sent it.';
COMMENT ON COLUMN held.sent_form.form_sha256 IS
'A hash of its key, which is random, and of what stood in it, which cannot be told from it.';
COMMENT ON COLUMN held.sent_form.sent_at IS 'When it was sent.';
COMMENT ON COLUMN held.sent_form.led_to IS 'The page that it led to, to lead there again.';
