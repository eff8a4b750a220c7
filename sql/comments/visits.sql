-- What the columns of visits are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.visit
IS 'Visits to premises that officers plan or record. Kept by rule: visits.';
COMMENT ON COLUMN held.visit.visit_id IS 'The visit''s number.';
COMMENT ON COLUMN held.visit.premises_id IS 'Where it goes to.';
COMMENT ON COLUMN held.visit.authority IS 'Whose officers see it.';
COMMENT ON COLUMN held.visit.quarter IS 'From which quarter''s list it was planned.';
COMMENT ON COLUMN held.visit.made_by IS 'Who planned it and when.';
COMMENT ON COLUMN held.visit.made_at IS 'Who planned it and when.';

COMMENT ON TABLE held.visit_plan IS
'What was planned of a visit, each change a version. Kept by rule: visits.';
COMMENT ON COLUMN held.visit_plan.visit_id IS 'Of which visit.';
COMMENT ON COLUMN held.visit_plan.version IS 'The how manieth version; the last one counts.';
COMMENT ON COLUMN held.visit_plan.planned_for IS 'For which day.';
COMMENT ON COLUMN held.visit_plan.assigned_to IS 'Which officer is to go.';
COMMENT ON COLUMN held.visit_plan.status IS 'Whether it is to come, was made, or was called off.';
COMMENT ON COLUMN held.visit_plan.reason IS 'Why it was called off.';
COMMENT ON COLUMN held.visit_plan.undoes IS 'Which version it takes back.';
COMMENT ON COLUMN held.visit_plan.changed_by IS 'Who changed it and when.';
COMMENT ON COLUMN held.visit_plan.changed_at IS 'Who changed it and when.';

COMMENT ON TABLE held.visit_record IS
'What was found and done at a visit, each correction a version; it names no child. '
'Kept by rule: visits.';
COMMENT ON COLUMN held.visit_record.visit_id IS 'Of which visit.';
COMMENT ON COLUMN held.visit_record.version IS 'The how manieth version; the last one counts.';
COMMENT ON COLUMN held.visit_record.visited_on IS 'When it was made.';
COMMENT ON COLUMN held.visit_record.visited_by IS 'Which officer made it.';
COMMENT ON COLUMN held.visit_record.outcome IS 'What came of it.';
COMMENT ON COLUMN held.visit_record.measure IS 'Whether advice was given or conditions were set.';
COMMENT ON COLUMN held.visit_record.measure_text IS 'Which advice or conditions.';
COMMENT ON COLUMN held.visit_record.awareness IS
'What was done to raise awareness of exploitation.';
COMMENT ON COLUMN held.visit_record.note IS
'What the officer found, for the next visit and a review of the licence.';
COMMENT ON COLUMN held.visit_record.reply IS 'What the business says to it.';
COMMENT ON COLUMN held.visit_record.changed_by IS 'Who wrote it and when.';
COMMENT ON COLUMN held.visit_record.changed_at IS 'Who wrote it and when.';

COMMENT ON TABLE held.flag_feedback IS
'What officers say of listed premises, so that the method can be mended. Kept by rule: visits.';
COMMENT ON COLUMN held.flag_feedback.quarter IS 'Of which quarter''s list.';
COMMENT ON COLUMN held.flag_feedback.premises_id IS 'Of which premises.';
COMMENT ON COLUMN held.flag_feedback.version IS 'The how manieth version; the last one counts.';
COMMENT ON COLUMN held.flag_feedback.authority IS 'Whose officers see it.';
COMMENT ON COLUMN held.flag_feedback.verdict IS 'Whether the flag was useful.';
COMMENT ON COLUMN held.flag_feedback.reason IS 'Why, or why not, as it can be counted.';
COMMENT ON COLUMN held.flag_feedback.why
IS 'The same in words, for the authority''s officers and for a joint review.';
COMMENT ON COLUMN held.flag_feedback.changed_by IS 'Who said it and when.';
COMMENT ON COLUMN held.flag_feedback.changed_at IS 'Who said it and when.';

COMMENT ON TABLE held.feedback_reason
IS 'Reasons that can be given for what is said of a flag. Kept for as long as the database: what '
'was said names them.';
COMMENT ON COLUMN held.feedback_reason.reason IS 'What it is called in what was said.';
COMMENT ON COLUMN held.feedback_reason.verdicts IS 'What it can be a reason for.';
COMMENT ON COLUMN held.feedback_reason.words IS 'What people read.';
COMMENT ON COLUMN held.feedback_reason.listed IS 'Where it stands in the list.';

COMMENT ON TABLE held.saved_view IS
'Filters of the list under a name, and nothing that was typed to search. Kept by rule: visits.';
COMMENT ON COLUMN held.saved_view.view_id IS 'The view''s number.';
COMMENT ON COLUMN held.saved_view.owner IS 'Who saved it.';
COMMENT ON COLUMN held.saved_view.authority IS 'Whose officers may be shown it.';
COMMENT ON COLUMN held.saved_view.name IS 'What it is called.';
COMMENT ON COLUMN held.saved_view.shared IS 'Whether the authority''s other officers see it.';
COMMENT ON COLUMN held.saved_view.filters IS 'Which filters it sets.';
COMMENT ON COLUMN held.saved_view.made_at IS 'When it was saved.';
COMMENT ON COLUMN held.saved_view.last_used_at IS 'When it was last used, from which it is kept.';
COMMENT ON COLUMN held.saved_view.ended_at IS 'When it was taken away.';

COMMENT ON TABLE held.visit_priority IS
'Which visits come first, each in force from a day. Kept for as long as the database: a dated '
'term, by which an old answer can be given again.';
COMMENT ON COLUMN held.visit_priority.effective_from IS 'Since when it holds.';
COMMENT ON COLUMN held.visit_priority.priority IS 'Which priority it gives.';
COMMENT ON COLUMN held.visit_priority.within_m IS 'How near the middle of an area, in metres.';
COMMENT ON COLUMN held.visit_priority.episodes_from
IS 'From which least number of the area''s band of episodes.';
