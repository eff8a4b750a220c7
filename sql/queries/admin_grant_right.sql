-- Grant a right.
SELECT released.grant_right_for_admin(:actor, :right_id);
