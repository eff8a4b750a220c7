-- The picture by authority of every quarter, as it is stored for publication.
SELECT
    quarter,
    authority,
    measure,
    state,
    children
FROM held.published_picture
ORDER BY quarter, authority, measure;
