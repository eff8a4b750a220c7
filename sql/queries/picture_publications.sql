-- The quarters whose picture by authority is published, with the hash of what it says.
SELECT quarter, result_sha256
FROM held.picture_publication
ORDER BY quarter;
