-- Take a saved view away.
SELECT released.end_view_for_officer(:session, :view);
