-- What a file of pictures (MBTiles, read by SQLite) says of itself.
SELECT
    name,
    value
FROM metadata;
