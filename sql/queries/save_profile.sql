-- Save a layout under a name.
INSERT INTO held.profile (name, kind, mapping)
VALUES (:name, :kind, CAST(:mapping AS jsonb))
ON CONFLICT (name) DO UPDATE SET mapping = excluded.mapping, made_at = now();
