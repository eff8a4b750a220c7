-- released.premises_tile_for_analyst: a vector tile of all premises.
--
-- Audience  the police analyst. Names of premises, and nobody's.
CREATE OR REPLACE FUNCTION released.premises_tile_for_analyst(
    zoom integer, tile_column integer, tile_row integer
)
RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT derived.premises_tile(zoom, tile_column, tile_row, true, NULL)
$$;
