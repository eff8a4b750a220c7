-- derived.settle_edit: say that what met a newer version was dealt with by somebody.
CREATE OR REPLACE FUNCTION derived.settle_edit(of_case uuid, edit bigint, account uuid)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE held.case_edit AS waiting
    SET settled_by = settle_edit.account, settled_at = clock_timestamp()
    WHERE
        waiting.edit_no = settle_edit.edit AND waiting.case_id = of_case
        AND waiting.version IS NULL AND waiting.settled_at IS NULL
$$;
