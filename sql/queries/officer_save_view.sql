-- Save filters of the list under a name.
SELECT released.save_view_for_officer(:session, :name, :shared, CAST(:filters AS jsonb));
