-- The last day that a load of episodes brought data of.
SELECT max(data_to)
FROM held.load
WHERE kind = 'episodes';
