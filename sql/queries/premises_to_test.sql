-- Every premises that a flag might have been raised on, in one order on any machine.
SELECT
    premises.premises_id,
    premises.kind,
    premises.authority,
    CAST(round(ST_X(premises.geom) * 1000) AS bigint) AS x,
    CAST(round(ST_Y(premises.geom) * 1000) AS bigint) AS y,
    CAST(round(premises.precision_m * 1000) AS bigint) AS precision_mm
FROM derived.premises_in_business(:as_at, CAST(:kinds AS text[])) AS premises
ORDER BY premises.premises_id;
