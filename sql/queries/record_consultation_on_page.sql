-- Record that somebody looks at a page; the session says who.
SELECT released.record_consultation_for_all(
    :session, :route, :object, :object_id, CAST(:filter AS jsonb), :rows, :outcome
);
