-- Look at what a run stored, if that is much, so that lists are planned by it.
SELECT derived.analyze_flags()
FROM held.flag_run AS run
WHERE run.run_id = :run_id AND run.pairs >= 1000;
