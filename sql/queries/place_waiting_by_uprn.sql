-- Place the premises whose property number was not known when they were loaded.
UPDATE held.premises AS premises
SET
    geom = address.geom,
    placed_by = 'uprn',
    precision_m = 10
FROM held.address AS address
WHERE
    (premises.geom IS NULL OR premises.placed_by = 'postcode')
    AND address.uprn = premises.uprn
    -- a number that was mistyped is another place: its postcode's point must agree
    AND (premises.geom IS NULL OR ST_DWithin(premises.geom, address.geom, 2500));
