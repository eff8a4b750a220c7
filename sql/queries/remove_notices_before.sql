-- Remove what was noted before a day of what people were told.
DELETE FROM held.notice AS notice
WHERE notice.told_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London';
