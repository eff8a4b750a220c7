-- Remove what was typed and not saved, and not touched since a day.
DELETE FROM held.draft AS draft
WHERE draft.kept_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London';
