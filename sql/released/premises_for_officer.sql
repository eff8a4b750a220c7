-- released.premises_for_officer: premises of an officer's own authority, and of its neighbours.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session. Neighbours are to look at: is_own is
--           false.
CREATE OR REPLACE VIEW released.premises_for_officer WITH (security_barrier) AS
WITH seen AS (
    SELECT released.own_authority_for_officer() AS code
    UNION
    SELECT neighbour.other
    FROM held.authority_neighbour AS neighbour
    WHERE neighbour.code = (SELECT released.own_authority_for_officer())
)
SELECT
    premises.premises_id,
    premises.name,
    premises.kind,
    premises.kind_basis,
    premises.address,
    premises.postcode,
    premises.authority,
    authority.name AS authority_name,
    premises.authority = (SELECT released.own_authority_for_officer()) AS is_own,
    premises.placed_by,
    premises.precision_m,
    ST_X(ST_Transform(premises.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(premises.geom, 4326)) AS latitude,
    food.business_type AS food_business_type,
    food.rating AS food_rating,
    food.rated_on AS food_rated_on
FROM held.premises AS premises
INNER JOIN seen ON premises.authority = seen.code
INNER JOIN held.authority AS authority ON premises.authority = authority.code
LEFT JOIN held.food_business AS food USING (premises_id);
