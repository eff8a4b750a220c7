-- derived.repeat_location: a place where episodes recur, as derived.repeat_locations finds it.
--
-- daytime to night count those with a time that began 06-18, 18-22, 22-02 and 02-06; exact_times
-- are those times, in Europe/London. by_month: of some only the month is known, so that first_on
-- and last_on are no surer than their months. geom is a multipoint in EPSG:27700.
CREATE TYPE derived.repeat_location AS (
    location_no bigint,
    geom geometry,
    episodes bigint,
    children bigint,
    first_on date,
    last_on date,
    by_month boolean,
    daytime bigint,
    evening bigint,
    late_evening bigint,
    night bigint,
    exact_times timestamp ARRAY
);
