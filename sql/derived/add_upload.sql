-- derived.add_upload: put a file that was sent in the queue of those that workers check.
--
-- The bytes are in the closed folder already, under the upload's number.
-- Raises   NJ001 for more than 10 that wait for their sender or for a worker: they hold data.
CREATE OR REPLACE FUNCTION derived.add_upload(
    actor uuid,
    upload_id uuid,
    kind text,
    options jsonb,
    file_names text[],
    file_bytes bigint[],
    file_hashes text[]
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (
        SELECT count(*)
        FROM held.upload AS other
        WHERE
            other.account_id = actor
            AND other.state IN ('waiting', 'checking', 'checked', 'committing', 'undoing')
    ) >= 10 THEN
        PERFORM derived.refuse(
            'you have 10 uploads that are not settled: load or discard some of them first'
        );
    END IF;
    INSERT INTO held.upload (
        upload_id, account_id, kind, options, file_names, file_bytes, file_hashes
    )
    VALUES (
        add_upload.upload_id, actor, add_upload.kind, add_upload.options, add_upload.file_names,
        add_upload.file_bytes, add_upload.file_hashes
    );
    -- what a file is called may tell of a child, and the record is kept when the child is erased
    PERFORM audit.add(
        actor::text,
        'upload',
        add_upload.upload_id::text,
        jsonb_build_object('kind', add_upload.kind, 'sha256', add_upload.file_hashes)
    );
END
$$;
