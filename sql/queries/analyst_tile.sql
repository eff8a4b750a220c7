-- One tile of the premises that an analyst may see: all of them.
SELECT released.premises_tile_for_analyst(:session, :zoom, :tile_column, :tile_row);
