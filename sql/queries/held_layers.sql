-- The layers of the base map that something was loaded of, and whether each comes as tiles.
SELECT
    layer,
    tiled
FROM released.layer_for_all
WHERE held;
