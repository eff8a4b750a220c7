-- released.layer_for_all: which layers of the base map something was loaded of.
--
-- Audience  everybody: a switch of a layer that has nothing in it would be a promise.
CREATE OR REPLACE VIEW released.layer_for_all WITH (security_barrier) AS
SELECT
    kind.layer,
    EXISTS(
        SELECT FROM held.boundary AS boundary WHERE boundary.kind = kind.layer
    ) AS held
FROM unnest(ARRAY['land', 'authority', 'ward', 'force']) AS kind (layer)
UNION ALL
SELECT
    'roads' AS layer,
    EXISTS(SELECT FROM held.road) AS held
UNION ALL
SELECT
    'ranks' AS layer,
    EXISTS(SELECT FROM held.taxi_rank) AS held;
