-- derived.licensed_minutes: the minutes of the week that one span of licensed hours covers.
--
-- weekday 1 is Monday; closes_min past 1440 is the next morning; people leave for grace_min minutes
-- after closing, so that those are covered, and the last of them is.
CREATE OR REPLACE FUNCTION derived.licensed_minutes(
    weekday smallint,
    opens_min smallint,
    closes_min smallint,
    grace_min integer DEFAULT 60
)
RETURNS int4multirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    -- what goes on past Sunday's midnight is the beginning of the week; one expression without a
    -- FROM, which PostgreSQL puts in the place of the call
    SELECT int4multirange(
        int4range(
            (weekday - 1) * 1440 + opens_min,
            least((weekday - 1) * 1440 + closes_min + grace_min + 1, 10080)
        ),
        int4range(0, greatest((weekday - 1) * 1440 + closes_min + grace_min + 1 - 10080, 0))
    )
$$;
