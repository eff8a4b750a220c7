-- A temporary table for the places that further rows tell of an episode.
CREATE TEMPORARY TABLE staged_place (
    episode_id bigint,
    place_no smallint,
    point_id integer,
    place_coding_id integer
) ON COMMIT DROP;
