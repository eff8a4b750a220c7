-- Whether retention has begun to remove the episodes of a quarter.
SELECT count(*)
FROM held.episode_month
WHERE quarter = :first_day;
