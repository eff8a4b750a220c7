-- Store a road of the base map; null is returned if it is held already.
INSERT INTO held.road (name, class, digest, geom, load_id)
VALUES (:name, :class, :digest, ST_GeomFromEWKB(:geom), :load_id)
ON CONFLICT (digest) DO NOTHING
RETURNING road_id;
