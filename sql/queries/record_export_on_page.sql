-- Record that a file leaves by a page; the session says who takes it.
SELECT released.record_export_for_all(
    :session, :task, :export_id, :route, :object, CAST(:filter AS jsonb), :file_name, :sha256,
    :rows, :masked, :covers_from, :covers_to, :expires_on
);
