-- Propose that two premises may be one; what a person has decided stays.
INSERT INTO held.premises_match (premises_id, other_id, reason, likeness, apart_m)
VALUES (:first, :second, :reason, :likeness, :apart_m)
ON CONFLICT (premises_id, other_id) DO NOTHING;
