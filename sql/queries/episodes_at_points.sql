-- How many episodes of a window have a place that counts at one of some points, given as a
-- multipoint in WKB: one that is at several of them is one all the same.
SELECT count(DISTINCT place.same_episode)
FROM derived.qualifying_places(:as_at, :window_days, CAST(:only_where AS jsonb)) AS place
INNER JOIN held.map_point AS point USING (point_id)
INNER JOIN ST_Dump(ST_GeomFromWKB(CAST(:points AS bytea), 27700)) AS spot ON point.geom = spot.geom;
