-- Record a layer of a map, unless its page was recorded with it; the session says who looks.
SELECT released.record_layer_for_all(
    :session, :route, :object, :object_id, CAST(:filter AS jsonb), :rows
);
