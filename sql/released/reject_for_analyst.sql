-- released.reject_for_analyst: the rows that a load turned away, by line, column and reason.
--
-- Audience  the police analyst. What a row held is not kept, only what kind of thing it was.
CREATE OR REPLACE VIEW released.reject_for_analyst WITH (security_barrier) AS
SELECT
    load.public_id,
    reject.reject_id,
    reject.row_number,
    reject.column_name,
    reject.reason,
    reject.found
FROM held.load_reject AS reject
INNER JOIN held.load AS load USING (load_id);
