-- Note that a worker begins with an upload.
UPDATE held.upload
SET
    state = CASE state WHEN 'waiting' THEN 'checking' ELSE state END,
    tries = tries + 1,
    done = 0,
    expected = NULL
WHERE upload_id = :upload_id;
