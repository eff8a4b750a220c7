-- Keep a hotspot of a run.
INSERT INTO held.hotspot (run_id, west, south, events, gi_star, adjusted, class)
VALUES (:run_id, :west, :south, :events, :gi_star, :adjusted, :class);
