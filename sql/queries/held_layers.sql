-- The layers of the base map that something was loaded of.
SELECT layer
FROM released.layer_for_all
WHERE held;
