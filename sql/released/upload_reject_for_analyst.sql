-- released.upload_reject_for_analyst: the rows of one's own upload that would be turned away.
--
-- Audience  the analyst, in the name of the session.
-- Returns   a page of them, in the order of the file; at most 20,000.
CREATE OR REPLACE FUNCTION released.upload_reject_for_analyst(
    session bytea, wanted uuid, at_most integer, beginning integer
)
RETURNS TABLE (part text, row_number bigint, column_name text, reason text, found text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    RETURN QUERY
    SELECT
        reject.part,
        reject.row_number,
        reject.column_name,
        reject.reason,
        reject.found
    FROM held.upload AS own
    INNER JOIN held.upload_reject AS reject USING (upload_id)
    WHERE own.account_id = who.account::uuid AND own.upload_id = wanted
    ORDER BY reject.reject_no
    LIMIT least(at_most, 20000) OFFSET beginning;
END
$$;
