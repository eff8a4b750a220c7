-- Let in a sample person.
SELECT released.begin_sample_for_gate(:right_id, :token);
