-- A premises that a run flagged, with what its test against chance came to.
SELECT *
FROM released.flag_for_analyst
WHERE run_id = :run_id AND premises_id = :premises_id;
