-- Move a premises to where the newest register has it.
UPDATE held.premises
SET
    address = :address,
    postcode = :postcode,
    geom = ST_SetSRID(ST_MakePoint(:easting, :northing), 27700),
    placed_by = :placed_by,
    precision_m = :precision_m
WHERE premises_id = :premises_id;
