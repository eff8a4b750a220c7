-- Every premises that a flag might have been raised on, in one order on any machine. Columns are
-- packed: texts as arrays, whole numbers as eight bytes each, the highest first.
SELECT
    coalesce(array_agg(CAST(premises_id AS text)), '{}') AS premises_id,
    coalesce(array_agg(kind), '{}') AS kind,
    coalesce(array_agg(authority), '{}') AS authority,
    coalesce(string_agg(int8send(x), ''), '') AS x,
    coalesce(string_agg(int8send(y), ''), '') AS y,
    coalesce(string_agg(int8send(precision_mm), ''), '') AS precision_mm
FROM (
    SELECT
        premises.premises_id,
        premises.kind,
        premises.authority,
        CAST(round(ST_X(premises.geom) * 1000) AS bigint) AS x,
        CAST(round(ST_Y(premises.geom) * 1000) AS bigint) AS y,
        CAST(round(premises.precision_m * 1000) AS bigint) AS precision_mm
    FROM derived.premises_in_business(:as_at, CAST(:kinds AS text[])) AS premises
    ORDER BY premises.premises_id
) AS premises;
