-- Grant a right by command.
SELECT derived.grant_right(:actor, :right_id);
