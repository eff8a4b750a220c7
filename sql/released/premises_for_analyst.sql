-- released.premises_for_analyst: a place of business, and how it was placed and told.
--
-- Audience  the police analyst. Nobody's name is here.
CREATE OR REPLACE VIEW released.premises_for_analyst WITH (security_barrier) AS
SELECT
    premises.premises_id,
    premises.name,
    premises.kind,
    premises.kind_basis,
    premises.address,
    premises.postcode,
    premises.uprn,
    premises.authority,
    authority.name AS authority_name,
    premises.placed_by,
    premises.precision_m,
    ST_X(premises.geom) AS easting,
    ST_Y(premises.geom) AS northing,
    ST_X(ST_Transform(premises.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(premises.geom, 4326)) AS latitude,
    food.business_type AS food_business_type,
    food.rating AS food_rating,
    food.rated_on AS food_rated_on,
    (
        SELECT count(*)
        FROM held.premises_match AS other
        WHERE
            other.state = 'proposed'
            AND premises.premises_id IN (other.premises_id, other.other_id)
    ) AS matches_proposed
FROM held.premises AS premises
INNER JOIN held.authority AS authority ON premises.authority = authority.code
LEFT JOIN held.food_business AS food USING (premises_id);
