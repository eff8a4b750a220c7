-- Clear the temporary tables of one load: the next in the same transaction makes its own.
DROP TABLE pg_temp.staged_episode, pg_temp.staged_place, pg_temp.matched_episode;
