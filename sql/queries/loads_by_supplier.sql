-- When each supplier or authority last sent something of a kind, and until which day it tells.
SELECT
    kind,
    coalesce(supplier, authority, '') AS sender,
    max(loaded_at) AS loaded_at,
    max(data_to) AS data_to
FROM held.load
WHERE kind IN ('episodes', 'premises', 'food')
GROUP BY kind, sender
ORDER BY loaded_at, kind, sender;
