-- What the columns of reference are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.address IS
'Residential addresses, to know how many homes a place could be. Open data; nobody''s '
'name. Kept until a newer file is loaded.';
COMMENT ON COLUMN held.address.uprn IS 'Knows an address again in a newer file.';
COMMENT ON COLUMN held.address.geom IS 'Where it is, to count homes in a cell.';
COMMENT ON COLUMN held.address.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';

COMMENT ON TABLE held.authority
IS 'Local authorities by their codes. Kept for as long as the database.';
COMMENT ON COLUMN held.authority.code IS 'The authority''s own code in national statistics.';
COMMENT ON COLUMN held.authority.name IS 'What people call it.';
COMMENT ON COLUMN held.authority.also IS 'Other names that files call it by.';
COMMENT ON COLUMN held.authority.ended_on IS 'When it was abolished.';
COMMENT ON COLUMN held.authority.successor IS 'Which authority took its place.';

COMMENT ON TABLE held.boundary IS
'Areas, to place and check points and to draw the map. Open data. Kept until replaced; '
'each vintage is kept, for older figures name it.';
COMMENT ON COLUMN held.boundary.boundary_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.boundary.kind IS 'What kind of area it is.';
COMMENT ON COLUMN held.boundary.code IS 'The area''s own code.';
COMMENT ON COLUMN held.boundary.vintage IS 'Which year''s boundaries.';
COMMENT ON COLUMN held.boundary.name IS 'What people call it.';
COMMENT ON COLUMN held.boundary.authority IS 'Which authority it lies in.';
COMMENT ON COLUMN held.boundary.geom IS 'Its shape.';
COMMENT ON COLUMN held.boundary.repaired IS 'Whether the supplier''s shape had to be mended.';
COMMENT ON COLUMN held.boundary.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';

COMMENT ON TABLE held.authority_neighbour
IS 'Which authorities touch, so that an officer can look at a neighbour''s premises. Worked out '
'from boundaries. Kept as long as the boundaries.';
COMMENT ON COLUMN held.authority_neighbour.code IS 'One of the two.';
COMMENT ON COLUMN held.authority_neighbour.other IS 'The other.';

COMMENT ON TABLE held.postcode
IS 'Postcodes, to place what has no better place. Open data. Kept until a newer file is loaded.';
COMMENT ON COLUMN held.postcode.postcode IS 'The postcode.';
COMMENT ON COLUMN held.postcode.geom IS 'The point that stands for its addresses.';
COMMENT ON COLUMN held.postcode.precision_m IS 'How far the point may be off.';
COMMENT ON COLUMN held.postcode.quality IS 'What its supplier says of the point.';
COMMENT ON COLUMN held.postcode.authority IS 'Checks what a register states.';
COMMENT ON COLUMN held.postcode.ward IS 'Checks what a register states.';
COMMENT ON COLUMN held.postcode.terminated_on IS 'Since when it is not in use.';
COMMENT ON COLUMN held.postcode.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';

COMMENT ON TABLE held.road
IS 'Roads of the base map. Open data. Kept until a newer file is loaded.';
COMMENT ON COLUMN held.road.road_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.road.name IS 'What it is called on the map.';
COMMENT ON COLUMN held.road.class IS 'How it is drawn.';
COMMENT ON COLUMN held.road.digest IS 'Knows it again in a newer file.';
COMMENT ON COLUMN held.road.geom IS 'Where it runs.';
COMMENT ON COLUMN held.road.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';

COMMENT ON TABLE held.base_tile
IS 'Large layers of the base map, cut into the squares that the map asks for. Made of boundaries '
'and roads, which are open data. Kept as long as those.';
COMMENT ON COLUMN held.base_tile.layer IS 'Which layer of the map.';
COMMENT ON COLUMN held.base_tile.zoom IS 'Which square of the map, by zoom, column and row.';
COMMENT ON COLUMN held.base_tile.tile_column IS 'Which square of the map, by zoom, column and row.';
COMMENT ON COLUMN held.base_tile.tile_row IS 'Which square of the map, by zoom, column and row.';
COMMENT ON COLUMN held.base_tile.tile IS 'The lines and areas in it, as the map draws them.';

COMMENT ON TABLE held.base_name
IS 'Names of areas that the map gets as squares. Made of boundaries, which are open data. Kept as '
'long as those.';
COMMENT ON COLUMN held.base_name.layer IS 'Which layer of the map.';
COMMENT ON COLUMN held.base_name.code IS 'The area''s own code.';
COMMENT ON COLUMN held.base_name.name IS 'What people call it.';
COMMENT ON COLUMN held.base_name.longitude IS 'Where on the map the name stands.';
COMMENT ON COLUMN held.base_name.latitude IS 'Where on the map the name stands.';
COMMENT ON COLUMN held.base_name.west IS 'How far the area reaches, to show all of it.';
COMMENT ON COLUMN held.base_name.south IS 'How far the area reaches, to show all of it.';
COMMENT ON COLUMN held.base_name.east IS 'How far the area reaches, to show all of it.';
COMMENT ON COLUMN held.base_name.north IS 'How far the area reaches, to show all of it.';

COMMENT ON TABLE held.base_layer_due
IS 'Layers of the base map that a transaction has changed. Kept until the transaction ends.';
COMMENT ON COLUMN held.base_layer_due.layer IS 'Which layer is to be cut anew.';
