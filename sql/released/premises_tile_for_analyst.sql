-- released.premises_tile_for_analyst: a vector tile of all premises.
--
-- A map in use asks for dozens of tiles: whose session it is, what for, that they looked and the
-- tile itself are one statement, and so of one instant.
-- Audience  the police analyst. Names of premises, and nobody's.
-- Returns   null where a purpose must be stated first. Raises 42501 for a session that has ended or
--           is of another audience; NJ005 if the look cannot be recorded: then there is no tile.
CREATE OR REPLACE FUNCTION released.premises_tile_for_analyst(
    session bytea, zoom integer, tile_column integer, tile_row integer
)
RETURNS bytea
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    who record;
    tile bytea;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    IF who.task IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM derived.renew_session(session);
    tile := derived.premises_tile(zoom, tile_column, tile_row, true, NULL);
    -- last, since the record is written by one at a time
    BEGIN
        PERFORM released.record_layer_for_all(
            session, '/map/premises/<zoom>/<column>/<row>.mvt', 'map', NULL, NULL, 0
        );
    EXCEPTION WHEN OTHERS THEN
        RAISE EXCEPTION 'the look could not be recorded' USING ERRCODE = 'NJ005';
    END;
    RETURN tile;
END
$$;
