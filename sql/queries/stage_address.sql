-- A temporary table for the addresses of one load.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_address (
    row_no bigint GENERATED ALWAYS AS IDENTITY,
    uprn bigint,
    geom GEOMETRY (POINT, 27700)
) ON COMMIT DROP;
