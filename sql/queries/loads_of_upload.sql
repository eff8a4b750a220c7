-- The loads that an upload came to, in their order; none until it is loaded.
SELECT unnest(loads) AS load
FROM held.upload
WHERE upload_id = :upload_id AND state = 'loaded';
