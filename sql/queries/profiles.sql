-- The saved layouts.
SELECT
    name,
    kind,
    mapping,
    made_at
FROM held.profile
ORDER BY name;
