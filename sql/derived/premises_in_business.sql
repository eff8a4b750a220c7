-- derived.premises_in_business: the premises that a flag may be raised on, on a day.
--
-- Those with a licence in force, a food business that its newest file shows, or the base of a taxi
-- operator who is licensed.
-- A premises without a point cannot be near anything.
CREATE OR REPLACE FUNCTION derived.premises_in_business(on_day date, kinds text[] DEFAULT NULL)
RETURNS SETOF held.premises
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT premises.*
    FROM held.premises AS premises
    WHERE
        premises.geom IS NOT NULL
        AND (kinds IS NULL OR premises.kind = ANY(kinds))
        AND premises.premises_id IN (
            SELECT licence.premises_id FROM derived.licences_in_force(on_day) AS licence
            UNION
            SELECT food.premises_id FROM held.food_business AS food
            WHERE food.gone_load_id IS NULL
            UNION
            SELECT operator.premises_id FROM derived.operators_in_force(on_day) AS operator
        )
$$;
