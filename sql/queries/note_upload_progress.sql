-- Note how far an upload is, and return its state: it may have been discarded meanwhile.
UPDATE held.upload
SET
    done = :done,
    expected = :expected
WHERE upload_id = :upload_id
RETURNING state;
