-- What came of the test of a run, if it was tested.
SELECT *
FROM held.flag_run_test
WHERE run_id = :run_id;
