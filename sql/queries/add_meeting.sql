-- Plan a meeting.
SELECT released.add_meeting_for_all(
    :session, :held_on, :chair, CAST(:authorities AS text[])
);
