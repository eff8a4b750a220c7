-- derived.may_see_authority: whether premises of an authority are shown to who asks.
--
-- everywhere  all are. Else those of the authority own and of its neighbours, and none if own is
--             null.
CREATE OR REPLACE FUNCTION derived.may_see_authority(everywhere boolean, own text, authority text)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT
        everywhere
        OR coalesce(authority = own, false)
        OR EXISTS (
            SELECT FROM held.authority_neighbour AS neighbour
            WHERE
                neighbour.code = may_see_authority.own
                AND neighbour.other = may_see_authority.authority
        )
$$;
