-- Have a file checked that was sent by a page.
SELECT
    released.add_upload_for_analyst(
        :session, :upload_id, :kind, CAST(:options AS jsonb), :file_names, :file_bytes,
        :file_hashes
    );
