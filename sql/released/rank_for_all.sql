-- released.rank_for_all: where hackney carriages wait.
--
-- Audience  everybody: ranks are public places. EPSG:4326.
CREATE OR REPLACE VIEW released.rank_for_all WITH (security_barrier) AS
SELECT
    rank.rank_id,
    rank.name,
    rank.spaces,
    rank.authority,
    ST_X(ST_Transform(rank.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(rank.geom, 4326)) AS latitude
FROM held.taxi_rank AS rank;
