-- released.premises_by_kind_for_analyst: how many premises the map has of each kind.
--
-- Audience  the police analyst: all of them, for the legend.
CREATE OR REPLACE FUNCTION released.premises_by_kind_for_analyst()
RETURNS TABLE (kind text, premises bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT counted.kind, counted.premises FROM derived.premises_by_kind(true, NULL) AS counted
$$;
