-- released.hotspot_for_analyst: the squares where a run found that episodes crowd beyond chance.
--
-- Audience  the police analyst, who alone may see squares of 100 and 250 m. EPSG:4326 as GeoJSON.
CREATE OR REPLACE VIEW released.hotspot_for_analyst WITH (security_barrier) AS
SELECT
    hotspot.run_id,
    hotspot.west,
    hotspot.south,
    run.cell_m,
    hotspot.events,
    hotspot.gi_star,
    hotspot.adjusted,
    hotspot.class,
    ST_AsGeoJSON(
        ST_Transform(
            ST_MakeEnvelope(
                hotspot.west,
                hotspot.south,
                hotspot.west + run.cell_m,
                hotspot.south + run.cell_m,
                27700
            ),
            4326
        ),
        6
    )::jsonb AS shape
FROM held.hotspot AS hotspot
INNER JOIN held.hotspot_run AS run ON hotspot.run_id = run.run_id;
