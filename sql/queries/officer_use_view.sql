-- The filters of a saved view.
SELECT released.use_view_for_officer(:session, :view);
