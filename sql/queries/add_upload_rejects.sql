-- Keep the rows of an upload that would be turned away.
INSERT INTO held.upload_reject (
    upload_id, reject_no, part, row_number, column_name, reason, found
)
SELECT
    :upload_id,
    row_number() OVER () AS reject_no,
    reject.*
FROM
    unnest(
        CAST(:parts AS text[]), CAST(:lines AS bigint[]), CAST(:columns AS text[]),
        CAST(:reasons AS text[]), CAST(:found AS text[])
    ) AS reject;
