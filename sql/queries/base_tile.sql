-- One tile of a large layer of the base map; no row where it has nothing.
SELECT tile
FROM released.base_tile_for_all
WHERE layer = :layer AND zoom = :zoom AND tile_column = :tile_column AND tile_row = :tile_row;
