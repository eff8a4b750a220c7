-- The saved views that an officer may open, last used first.
SELECT *
FROM released.saved_view_for_officer
ORDER BY last_used_at DESC, view_id;
