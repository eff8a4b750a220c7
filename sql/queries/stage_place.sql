-- A temporary table for their places; own_row if a row of the file tells of the place alone.
CREATE TEMPORARY TABLE staged_place (
    episode_id bigint,
    place_no smallint,
    point_id integer,
    place_coding_id integer,
    own_row boolean
) ON COMMIT DROP;
