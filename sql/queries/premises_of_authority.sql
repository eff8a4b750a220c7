-- The premises of an authority, with what an incoming row is matched by.
SELECT
    premises.premises_id,
    premises.uprn,
    premises.name,
    premises.postcode,
    premises.address,
    premises.kind_basis,
    premises.precision_m,
    ST_X(premises.geom) AS easting,
    ST_Y(premises.geom) AS northing,
    EXISTS(
        SELECT FROM held.food_business AS food
        WHERE food.premises_id = premises.premises_id
    ) AS has_food,
    EXISTS(
        SELECT FROM held.premises_licence AS licence
        WHERE licence.premises_id = premises.premises_id
    ) AS has_licence
FROM held.premises AS premises
WHERE premises.authority = :authority
ORDER BY premises.premises_id;
