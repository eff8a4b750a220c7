-- derived.repeat_location: a place where episodes recur, as derived.repeat_locations finds it.
--
-- daytime to night count those with a time that began 06-18, 18-22, 22-02 and 02-06; exact_times
-- are those times, in Europe/London. geom is a multipoint in EPSG:27700.
CREATE TYPE derived.repeat_location AS (
    location_no bigint,
    geom geometry,
    episodes bigint,
    children bigint,
    first_on date,
    last_on date,
    daytime bigint,
    evening bigint,
    late_evening bigint,
    night bigint,
    exact_times timestamp ARRAY
);
