-- released.premises_by_kind_for_officer: how many premises the map has of each kind.
--
-- Audience  the licensing officer: the own authority's and its neighbours', by the session that
--           the transaction is set to; none without one.
CREATE OR REPLACE FUNCTION released.premises_by_kind_for_officer()
RETURNS TABLE (kind text, premises bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT counted.kind, counted.premises
    FROM derived.premises_by_kind(
        false, (SELECT released.own_authority_for_officer())
    ) AS counted
$$;
