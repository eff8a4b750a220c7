-- Record that a file leaves by a page; the login says for whom.
SELECT released.record_export_for_all(
    :export_id, :account, :authority, :task, :route, :object, CAST(:filter AS jsonb), :file_name,
    :sha256, :rows, :masked, :covers_from, :covers_to, :expires_on
);
