-- Stop a statutory clock of a case.
SELECT released.stop_clock_for_all(:session, :case_id, :clock_id, :outcome);
