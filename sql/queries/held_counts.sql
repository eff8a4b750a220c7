-- How much is held, for a person to recognise the database by.
SELECT
    (SELECT count(*) FROM held.load) AS loads,
    (SELECT count(*) FROM held.episode) AS episodes,
    (SELECT count(*) FROM held.premises) AS premises,
    (SELECT count(*) FROM held.flag_run) AS flag_runs;
