-- derived.cell_of: the cell that a place belongs to: the smallest square with a row that holds it.
--
-- CRS      EPSG:27700. Squares of the National Grid's lattice, of 250 to 4000 m.
-- Returns  the cell's id, of a cell that is never shown too; null where none is built.
CREATE OR REPLACE FUNCTION derived.cell_of(easting double precision, northing double precision)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT cell.cell_id
    FROM unnest(ARRAY[250, 500, 1000, 2000, 4000]) AS level (level_m)
    INNER JOIN held.cell AS cell
        ON
            cell.level_m = level.level_m
            AND cell.east = floor(cell_of.easting / level.level_m)::integer
            AND cell.north = floor(cell_of.northing / level.level_m)::integer
    ORDER BY cell.level_m
    LIMIT 1
$$;
