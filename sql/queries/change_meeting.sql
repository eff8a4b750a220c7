-- Change a meeting that is planned.
SELECT released.change_meeting_for_all(
    :session, :meeting_id, :based_on, :held_on, :chair, :state
);
