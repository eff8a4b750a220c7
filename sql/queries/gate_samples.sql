-- The sample people of the demonstration.
SELECT * FROM released.sample_for_gate();
