-- derived.is_home_or_institution: whether a kind of place never counts, in any role.
--
-- The kinds that the generated column counts of held.place_coding leaves out.
CREATE OR REPLACE FUNCTION derived.is_home_or_institution(place_kind text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT
        place_kind IN ('home', 'placement', 'childrens_home', 'school', 'hospital', 'police_station')
$$;
