-- The database's clock, when the record was last added to, and whether it knows Europe/London.
SELECT
    clock_timestamp() AS now,
    (SELECT max(entry.at) FROM audit.entry AS entry) AS last_entry,
    to_char(
        CAST('2026-07-01 12:00+00' AS timestamptz) AT TIME ZONE 'Europe/London', 'HH24:MI'
    ) AS summer_noon;
