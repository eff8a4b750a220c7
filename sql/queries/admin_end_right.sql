-- End a right.
SELECT released.end_right_for_admin(:actor, :right_id);
