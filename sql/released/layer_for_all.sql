-- released.layer_for_all: which layers of the base map something was loaded of.
--
-- tiled     it is too large to be sent whole, and comes as vector tiles.
-- Audience  everybody: a switch of a layer that has nothing in it would be a promise.
CREATE OR REPLACE VIEW released.layer_for_all WITH (security_barrier) AS
SELECT
    kind.layer,
    EXISTS(
        SELECT FROM held.boundary AS boundary WHERE boundary.kind = kind.layer
    ) AS held,
    EXISTS(SELECT FROM held.base_tile AS cut WHERE cut.layer = kind.layer) AS tiled
FROM unnest(ARRAY['land', 'authority', 'ward', 'force']) AS kind (layer)
UNION ALL
SELECT
    'roads' AS layer,
    EXISTS(SELECT FROM held.road) AS held,
    EXISTS(SELECT FROM held.base_tile AS cut WHERE cut.layer = 'roads') AS tiled
UNION ALL
SELECT
    'ranks' AS layer,
    EXISTS(SELECT FROM held.taxi_rank) AS held,
    false AS tiled;
