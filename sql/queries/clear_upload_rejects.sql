-- Forget the rows of an upload that would be turned away.
DELETE FROM held.upload_reject
WHERE upload_id = :upload_id;
