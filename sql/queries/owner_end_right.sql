-- End a right by command.
SELECT derived.end_right(:actor, :right_id);
