-- Record that somebody looks by a command.
SELECT audit.record_consultation(
    :account, :audience, :authority, :task, :route, :object, :object_id, CAST(:filter AS jsonb),
    :rows, NULL, :outcome
);
