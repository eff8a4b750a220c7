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
    AND postcode.geom IS NOT NULL;
