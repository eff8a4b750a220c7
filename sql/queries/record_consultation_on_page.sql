-- Record that somebody looks at a page; the login says for whom.
SELECT released.record_consultation_for_all(
    :account, :authority, :task, :route, :object, :object_id, CAST(:filter AS jsonb), :rows,
    :outcome
);
