-- Place the premises that were loaded before their postcode was known.
UPDATE held.premises AS premises
SET
    geom = postcode.geom,
    placed_by = 'postcode',
    precision_m = postcode.precision_m
FROM held.postcode AS postcode
WHERE
    premises.geom IS NULL
    AND postcode.postcode = premises.postcode
    AND postcode.geom IS NOT NULL
    -- a food business without a point may be somebody's home: only a licence says that it is not
    AND EXISTS (
        SELECT FROM held.premises_licence AS licence
        WHERE licence.premises_id = premises.premises_id
        UNION ALL
        SELECT FROM held.taxi_operator AS operator
        WHERE operator.premises_id = premises.premises_id
    );
