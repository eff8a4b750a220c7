-- What the columns of questions are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.asking IS
'Questions that analysts asked by a page, until a worker has answered them. Kept for 7 days.';
COMMENT ON COLUMN held.asking.asking_id IS 'Its number, by which its page is found.';
COMMENT ON COLUMN held.asking.lock_no IS 'Tells workers whether another is at work on it.';
COMMENT ON COLUMN held.asking.account_id IS 'Who asked, who alone sees it.';
COMMENT ON COLUMN held.asking.terms IS 'What was asked.';
COMMENT ON COLUMN held.asking.state IS 'How far it is.';
COMMENT ON COLUMN held.asking.tries IS 'How often work on it began: it is given up after a few.';
COMMENT ON COLUMN held.asking.run_id IS 'The run that answers it.';
COMMENT ON COLUMN held.asking.refusal IS 'Why it cannot be answered, in a sentence.';
COMMENT ON COLUMN held.asking.asked_at IS 'When it was asked.';
COMMENT ON COLUMN held.asking.settled_at IS 'When it was answered, refused or cancelled.';

COMMENT ON TABLE held.saved_question IS
'Questions that analysts keep under a name, to ask them again alike. Kept until whoever saved '
'one deletes it.';
COMMENT ON COLUMN held.saved_question.question_id IS 'Its number.';
COMMENT ON COLUMN held.saved_question.account_id IS 'Who saved it, who alone may delete it.';
COMMENT ON COLUMN held.saved_question.name IS 'What it is called.';
COMMENT ON COLUMN held.saved_question.shared IS 'Whether every analyst sees it.';
COMMENT ON COLUMN held.saved_question.terms IS 'What it asks.';
COMMENT ON COLUMN held.saved_question.saved_at IS 'When it was saved.';
COMMENT ON COLUMN held.saved_question.last_used_at IS 'When it was last asked.';
