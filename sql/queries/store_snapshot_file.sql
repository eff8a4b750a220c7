-- Keep a file of a snapshot.
INSERT INTO held.snapshot_file (snapshot_id, name, bytes, sha256)
VALUES (:snapshot_id, :name, :bytes, :sha256);
