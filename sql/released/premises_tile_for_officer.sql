-- released.premises_tile_for_officer: a vector tile of an officer's premises and the neighbours'.
--
-- Audience  the licensing officer, of the authority of the session that the transaction is set to;
--           an empty tile without a session. What else the tile's square holds is not counted.
CREATE OR REPLACE FUNCTION released.premises_tile_for_officer(
    zoom integer, tile_column integer, tile_row integer
)
RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT
        derived.premises_tile(
            zoom, tile_column, tile_row, false, (SELECT released.own_authority_for_officer())
        )
$$;
