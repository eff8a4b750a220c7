-- A temporary table for the postcodes of one load.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_postcode (
    row_no bigint GENERATED ALWAYS AS IDENTITY,
    postcode text,
    geom GEOMETRY (POINT, 27700),
    precision_m real,
    quality smallint,
    authority text,
    ward text,
    terminated_on date
) ON COMMIT DROP;
