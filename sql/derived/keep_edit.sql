-- derived.keep_edit: keep what was saved in a case, with the version that it became.
--
-- became is null for what met a newer version: it waits beside it until somebody settles the two.
-- settles is an edit that waited and is dealt with by this one.
-- Returns  the number of the edit.
CREATE OR REPLACE FUNCTION derived.keep_edit(
    of_case uuid,
    of_kind text,
    object uuid,
    read_version integer,
    became integer,
    written jsonb,
    writer uuid,
    settles bigint
)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept bigint;
BEGIN
    INSERT INTO held.case_edit (case_id, kind, object_id, based_on, version, content, account_id)
    VALUES (of_case, of_kind, object, read_version, became, written, writer)
    RETURNING edit_no INTO kept;
    IF became IS NOT NULL AND settles IS NOT NULL THEN
        PERFORM derived.settle_edit(of_case, settles, writer);
    END IF;
    RETURN kept;
END
$$;
