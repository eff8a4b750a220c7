-- Record that a file leaves by a command.
SELECT audit.record_export(
    :export_id, :account, :audience, :authority, :task, :route, :object, CAST(:filter AS jsonb),
    :file_name, :sha256, :rows, :masked, :covers_from, :covers_to, :expires_on
);
