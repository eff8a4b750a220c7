-- A temporary table for the episodes of a load whose supplier has some already.
CREATE TEMPORARY TABLE staged_episode (LIKE held.episode) ON COMMIT DROP;
