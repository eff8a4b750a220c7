-- derived.one_child: the pseudonyms that may be one child's although they are not written alike.
--
-- A hash is one whether it is written in capitals or small letters, with the dashes of a UUID or
-- without, and with the code of an authority behind it or not (E06000006, 380, 00ET), as regional
-- copies have it. Two authorities may have hashed one number of theirs: what is published then
-- counts one child too few, and never one too many.
--
-- Returns  a row for each child; one_id is the lowest number of those that may be the same child.
CREATE OR REPLACE FUNCTION derived.one_child()
RETURNS TABLE (child_id integer, one_id integer)
LANGUAGE sql STABLE
AS $$
    SELECT
        child.child_id,
        min(child.child_id) OVER (
            PARTITION BY
                CASE
                    -- nearly all are written so, and are known by it without an expression
                    WHEN translate(child.child_ref, '0123456789abcdef', '') = ''
                        THEN child.child_ref
                    WHEN bare.hash ~ '^[0-9a-f]+$' AND length(bare.hash) BETWEEN 16 AND 128
                        THEN bare.hash
                    ELSE
                        regexp_replace(
                            child.child_ref,
                            '[_:.-]([EWSN][0-9]{8}|[0-9]{2}[A-Z]{2}|[0-9]{3})$', ''
                        )
                END
        ) AS one_id
    FROM held.child AS child
    CROSS JOIN LATERAL (
        SELECT
            lower(replace(
                regexp_replace(
                    child.child_ref,
                    '[_:.-]([EWSNewsn][0-9]{8}|[0-9]{2}[A-Za-z]{2}|[0-9]{3})$', ''
                ),
                '-', ''
            )) AS hash
    ) AS bare
$$;
