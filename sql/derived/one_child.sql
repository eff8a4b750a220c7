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
                coalesce(
                    lower(replace(
                        substring(
                            child.child_ref
                            FROM '^([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'
                            '|[0-9A-Fa-f]{16,128})(?:[_:.-](?:[EWSNewsn][0-9]{8}'
                            '|[0-9]{2}[A-Za-z]{2}|[0-9]{3}))?$'
                        ),
                        '-', ''
                    )),
                    regexp_replace(
                        child.child_ref,
                        '[_:.-]([EWSN][0-9]{8}|[0-9]{2}[A-Z]{2}|[0-9]{3})$', ''
                    )
                )
        ) AS one_id
    FROM held.child AS child
$$;
