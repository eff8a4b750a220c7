-- One square of a file of pictures (MBTiles, read by SQLite), by its row from the south.
SELECT tile_data
FROM tiles
WHERE zoom_level = :zoom AND tile_column = :tile_column AND tile_row = :tile_row
LIMIT 1;
