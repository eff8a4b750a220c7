-- Open a case; the session says who does.
SELECT released.open_case_for_all(
    :session, :premises_id, :matter, :run_id, :quarter, :reason, :meeting_id
);
