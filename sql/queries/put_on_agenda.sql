-- Put a case on the agenda of a meeting.
SELECT released.put_on_agenda_for_all(:session, :meeting_id, :case_id);
