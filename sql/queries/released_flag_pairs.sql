-- Why a premises was flagged in a run: the repeat locations it is near.
SELECT *
FROM released.flag_pair_for_analyst
WHERE run_id = :run_id AND premises_id = :premises_id
ORDER BY distance_m, location_no;
