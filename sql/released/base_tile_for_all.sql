-- released.base_tile_for_all: the vector tiles of the base map's large layers.
--
-- Audience  everybody: coast, boundaries and roads are public.
-- Returns   a row for each tile that holds something, as it was cut when the layer was loaded.
CREATE OR REPLACE VIEW released.base_tile_for_all WITH (security_barrier) AS
SELECT
    cut.layer,
    cut.zoom,
    cut.tile_column,
    cut.tile_row,
    cut.tile
FROM held.base_tile AS cut;
