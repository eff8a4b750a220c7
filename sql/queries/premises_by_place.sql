-- Premises of every kind that were in business on a day, in one order on any machine.
SELECT
    premises.kind,
    ST_AsBinary(premises.geom) AS wkb
FROM derived.premises_in_business(CAST(:as_at AS date)) AS premises
ORDER BY ST_X(premises.geom), ST_Y(premises.geom), premises.premises_id;
