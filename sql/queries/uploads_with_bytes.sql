-- The uploads whose bytes are still needed.
SELECT upload_id
FROM held.upload
WHERE state IN ('waiting', 'checking', 'checked', 'committing');
