-- The files of a snapshot.
SELECT name, bytes, sha256
FROM held.snapshot_file
WHERE snapshot_id = :snapshot_id
ORDER BY name;
