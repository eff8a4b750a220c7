-- What the columns of joint review are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.measure IS
'What a joint review can decide, with its law. Kept for as long as the database: a decision '
'names one.';
COMMENT ON COLUMN held.measure.code IS 'What decisions call it.';
COMMENT ON COLUMN held.measure.family IS 'Whose power it is, to count by.';
COMMENT ON COLUMN held.measure.words IS 'What people read.';
COMMENT ON COLUMN held.measure.law IS 'On which law it stands.';
COMMENT ON COLUMN held.measure.listed IS 'Where it stands in the list.';

COMMENT ON TABLE held.review_meeting IS
'Meetings of police and councils about premises. Kept by rule: cases.';
COMMENT ON COLUMN held.review_meeting.meeting_id IS 'The meeting''s number.';
COMMENT ON COLUMN held.review_meeting.held_on IS 'On which day.';
COMMENT ON COLUMN held.review_meeting.chair IS 'Who leads it, for its minutes.';
COMMENT ON COLUMN held.review_meeting.state IS 'Whether it is planned, was held or was called off.';
COMMENT ON COLUMN held.review_meeting.version IS 'Tells that somebody else changed it meanwhile.';
COMMENT ON COLUMN held.review_meeting.made_by IS 'Who called it and when.';
COMMENT ON COLUMN held.review_meeting.made_at IS 'Who called it and when.';
COMMENT ON COLUMN held.review_meeting.changed_by IS 'Who changed it last and when.';
COMMENT ON COLUMN held.review_meeting.changed_at IS 'Who changed it last and when.';

COMMENT ON TABLE held.review_meeting_authority IS
'Whose premises a meeting is about. Kept by rule: cases.';
COMMENT ON COLUMN held.review_meeting_authority.meeting_id IS 'Of which meeting.';
COMMENT ON COLUMN held.review_meeting_authority.authority IS 'Whose officers see it.';

COMMENT ON TABLE held.review_case IS
'A matter of one premises that police and council look at together. Kept by rule: cases.';
COMMENT ON COLUMN held.review_case.case_id IS 'The case''s number.';
COMMENT ON COLUMN held.review_case.premises_id IS 'Which premises.';
COMMENT ON COLUMN held.review_case.authority IS 'Whose officers see it.';
COMMENT ON COLUMN held.review_case.matter IS 'What it is about, so that it is opened once.';
COMMENT ON COLUMN held.review_case.side IS 'Which side opened it.';
COMMENT ON COLUMN held.review_case.run_id IS 'From which run police opened it; for police alone.';
COMMENT ON COLUMN held.review_case.quarter IS 'From which published quarter it was opened.';
COMMENT ON COLUMN held.review_case.reason IS 'Why, in words that both sides read.';
COMMENT ON COLUMN held.review_case.state IS 'Whether it is open.';
COMMENT ON COLUMN held.review_case.opened_by IS 'Who opened it and when.';
COMMENT ON COLUMN held.review_case.opened_at IS 'Who opened it and when.';
COMMENT ON COLUMN held.review_case.closed_by IS 'Who closed it and when.';
COMMENT ON COLUMN held.review_case.closed_at IS 'Who closed it and when.';
COMMENT ON COLUMN held.review_case.outcome IS 'What came of it.';

COMMENT ON TABLE held.review_agenda IS
'Which cases a meeting works down. Kept by rule: cases.';
COMMENT ON COLUMN held.review_agenda.meeting_id IS 'Of which meeting.';
COMMENT ON COLUMN held.review_agenda.case_id IS 'Which case.';
COMMENT ON COLUMN held.review_agenda.put_by IS 'Who put it there and when.';
COMMENT ON COLUMN held.review_agenda.put_at IS 'Who put it there and when.';

COMMENT ON TABLE held.case_seen IS
'What each side was shown before it decided, and when. Kept by rule: cases.';
COMMENT ON COLUMN held.case_seen.seen_no IS 'In which order.';
COMMENT ON COLUMN held.case_seen.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_seen.side IS 'Which side saw it.';
COMMENT ON COLUMN held.case_seen.tab IS 'Whether evidence or licences.';
COMMENT ON COLUMN held.case_seen.account_id IS 'Who saw it.';
COMMENT ON COLUMN held.case_seen.of_what
IS 'Of which run or quarter; a side is told its own alone.';
COMMENT ON COLUMN held.case_seen.seen_at IS 'When.';

COMMENT ON TABLE held.case_decision IS
'What was decided of a premises and why, every version. Kept by rule: cases.';
COMMENT ON COLUMN held.case_decision.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_decision.version IS 'Which version, so that both sign the same.';
COMMENT ON COLUMN held.case_decision.measure IS 'What is to be done.';
COMMENT ON COLUMN held.case_decision.reason IS 'Why, for whoever has to answer for it.';
COMMENT ON COLUMN held.case_decision.meeting_id IS 'At which meeting.';
COMMENT ON COLUMN held.case_decision.decided_by IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_decision.decided_at IS 'Who wrote it and when.';

COMMENT ON TABLE held.case_signature IS
'That each side agreed to a decision. Kept by rule: cases.';
COMMENT ON COLUMN held.case_signature.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_signature.version IS 'Of which version of its decision.';
COMMENT ON COLUMN held.case_signature.side IS 'For which side.';
COMMENT ON COLUMN held.case_signature.account_id IS 'Who signed and when.';
COMMENT ON COLUMN held.case_signature.signed_at IS 'Who signed and when.';

COMMENT ON TABLE held.case_action IS
'What is to be done in a case, by whom and when. Kept by rule: cases.';
COMMENT ON COLUMN held.case_action.action_id IS 'The action''s number.';
COMMENT ON COLUMN held.case_action.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_action.what IS 'What is to be done.';
COMMENT ON COLUMN held.case_action.owner_id IS 'Who is to do it.';
COMMENT ON COLUMN held.case_action.due_on IS 'By when.';
COMMENT ON COLUMN held.case_action.state IS 'Whether it was done.';
COMMENT ON COLUMN held.case_action.outcome IS 'What came of it.';
COMMENT ON COLUMN held.case_action.version IS 'Tells that somebody else changed it meanwhile.';
COMMENT ON COLUMN held.case_action.made_by IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_action.made_at IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_action.changed_by IS 'Who changed it last and when.';
COMMENT ON COLUMN held.case_action.changed_at IS 'Who changed it last and when.';
COMMENT ON COLUMN held.case_action.done_on IS 'When it was done, to tell what was late.';

COMMENT ON TABLE held.case_note IS
'What both sides should know of a premises. Kept by rule: cases.';
COMMENT ON COLUMN held.case_note.note_id IS 'The note''s number.';
COMMENT ON COLUMN held.case_note.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_note.words IS 'Words about a premises; never about a child.';
COMMENT ON COLUMN held.case_note.version IS 'Tells that somebody else changed it meanwhile.';
COMMENT ON COLUMN held.case_note.made_by IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_note.made_at IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_note.changed_by IS 'Who changed it last and when.';
COMMENT ON COLUMN held.case_note.changed_at IS 'Who changed it last and when.';

COMMENT ON TABLE held.case_edit IS
'All that was ever saved in a case, so that nothing is lost when two people write at once. '
'Kept by rule: cases.';
COMMENT ON COLUMN held.case_edit.edit_no IS 'In which order.';
COMMENT ON COLUMN held.case_edit.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_edit.kind IS 'Whether a decision, an action or a note.';
COMMENT ON COLUMN held.case_edit.object_id IS 'Which of them.';
COMMENT ON COLUMN held.case_edit.based_on IS 'Which version its writer had read.';
COMMENT ON COLUMN held.case_edit.version IS 'Which version it became; none if one was newer.';
COMMENT ON COLUMN held.case_edit.content IS 'What was written.';
COMMENT ON COLUMN held.case_edit.account_id IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_edit.at IS 'Who wrote it and when.';
COMMENT ON COLUMN held.case_edit.settled_by IS 'Who settled it with the newer version, and when.';
COMMENT ON COLUMN held.case_edit.settled_at IS 'Who settled it with the newer version, and when.';

COMMENT ON TABLE held.case_clock IS
'What happened by which statutory clocks run. Kept by rule: cases.';
COMMENT ON COLUMN held.case_clock.clock_id IS 'The clock''s number.';
COMMENT ON COLUMN held.case_clock.case_id IS 'In which case.';
COMMENT ON COLUMN held.case_clock.event IS 'What happened.';
COMMENT ON COLUMN held.case_clock.began_at IS 'When, from which the law counts.';
COMMENT ON COLUMN held.case_clock.started_by IS 'Who said so and when.';
COMMENT ON COLUMN held.case_clock.started_at IS 'Who said so and when.';
COMMENT ON COLUMN held.case_clock.stopped_by IS 'Who said that it was kept, and when.';
COMMENT ON COLUMN held.case_clock.stopped_at IS 'Who said that it was kept, and when.';
COMMENT ON COLUMN held.case_clock.outcome IS 'What came of it.';
