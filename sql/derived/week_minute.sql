-- derived.week_minute: the minute of the week of a local time, from 0 at Monday 00:00 to 10079.
CREATE OR REPLACE FUNCTION derived.week_minute(local_time timestamp)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT
        (extract(ISODOW FROM local_time)::integer - 1) * 1440
        + extract(HOUR FROM local_time)::integer * 60
        + extract(MINUTE FROM local_time)::integer
$$;
