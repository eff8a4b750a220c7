-- The present by the database's own clock, in microseconds since 1970.
SELECT CAST(extract(EPOCH FROM clock_timestamp()) * 1000000 AS bigint) AS present_us;
