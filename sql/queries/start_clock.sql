-- Start a statutory clock in a case.
SELECT released.start_clock_for_all(:session, :case_id, :event, :began_at);
