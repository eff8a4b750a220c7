-- Move a premises to a better known point.
UPDATE held.premises
SET
    geom = ST_SetSRID(ST_MakePoint(:easting, :northing), 27700),
    placed_by = :placed_by,
    precision_m = :precision_m
WHERE premises_id = :premises_id;
