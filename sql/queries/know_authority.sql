-- An authority that the shipped list does not know is known by its boundary.
INSERT INTO held.authority (code, name)
VALUES (:code, :name)
ON CONFLICT (code) DO NOTHING;
