-- derived.premises_by_kind: how many premises on the map there are of each kind.
--
-- Whose    as derived.may_see_authority says.
CREATE OR REPLACE FUNCTION derived.premises_by_kind(everywhere boolean, own text)
RETURNS TABLE (kind text, premises bigint)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH counted AS MATERIALIZED (
        SELECT
            premises.authority,
            premises.kind,
            count(*) AS premises
        FROM held.premises AS premises
        WHERE premises.geom IS NOT NULL
        GROUP BY premises.authority, premises.kind
    )

    SELECT
        each.kind,
        sum(each.premises)::bigint AS premises
    FROM counted AS each
    WHERE derived.may_see_authority(everywhere, own, each.authority)
    GROUP BY each.kind
$$;
