-- The zooms of a file of pictures (MBTiles, read by SQLite), and one of its pictures.
SELECT
    min(zoom_level) AS least,
    max(zoom_level) AS most,
    (SELECT one.tile_data FROM tiles AS one LIMIT 1) AS picture
FROM tiles;
