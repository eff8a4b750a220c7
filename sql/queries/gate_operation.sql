-- How the installation runs, in counts and times alone.
SELECT * FROM released.operation_for_gate();
