-- One tile of the premises that an officer may see: the own authority's and its neighbours'.
SELECT released.premises_tile_for_officer(:session, :zoom, :tile_column, :tile_row);
