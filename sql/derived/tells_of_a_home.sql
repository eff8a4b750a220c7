-- derived.tells_of_a_home: whether one row of an episode says that a point of it is a home.
--
-- A child is missing from where they live, unless it is said to be something else, and most are
-- found there again: of such a point no row counts that does not say what it is.
--
-- role, place_kind  of the row that tells
-- counted_kind      of the row that would count, at the same point of the same episode
CREATE OR REPLACE FUNCTION derived.tells_of_a_home(
    role text, place_kind text, counted_kind text
)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT
        derived.is_home_or_institution(place_kind)
        OR (
            role = 'missing_from'
            AND place_kind IN ('unknown', 'other')
            AND counted_kind IN ('unknown', 'other')
        )
$$;
