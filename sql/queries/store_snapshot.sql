-- Keep a snapshot that was built; its files follow.
INSERT INTO held.snapshot (
    name, period, edition, manifest, sha256, signature, key_fingerprint, built_by
)
VALUES (:name, :period, :edition, :manifest, :sha256, :signature, :key_fingerprint, :actor)
RETURNING snapshot_id;
