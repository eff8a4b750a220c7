-- derived.is_open: whether a local time falls within one span of licensed hours.
--
-- weekday 1 is Monday; closes_min past 1440 is the next morning; people leave for grace_min minutes
-- after closing, so that those count as open.
CREATE OR REPLACE FUNCTION derived.is_open(
    local_time timestamp,
    weekday smallint,
    opens_min smallint,
    closes_min smallint,
    grace_min integer DEFAULT 60
)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    -- minutes since Monday 00:00, counted from the opening so that Sunday's end meets Monday
    SELECT mod(
        (extract(ISODOW FROM local_time)::integer - 1) * 1440
        + extract(HOUR FROM local_time)::integer * 60
        + extract(MINUTE FROM local_time)::integer
        - (weekday - 1) * 1440 - opens_min + 2 * 10080,
        10080
    ) <= closes_min - opens_min + grace_min
$$;
