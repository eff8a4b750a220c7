-- released.flag_for_analyst: the premises that a run flagged, a row for each, with its evidence
-- counted over all the repeat locations it is near.
--
-- Episodes  one that is at several of them is one, but in a run that was raised before runs kept
--           which they are. timed and within_hours are counted at each location, as pairs are.
-- Audience  the police analyst. Positions are EPSG:4326 for the map, EPSG:27700 beside them.
CREATE OR REPLACE VIEW released.flag_for_analyst WITH (security_barrier) AS
SELECT
    flag.run_id,
    premises.premises_id,
    premises.name,
    premises.kind,
    premises.kind_basis,
    premises.address,
    premises.postcode,
    premises.authority,
    authority.name AS authority_name,
    premises.placed_by,
    premises.precision_m,
    ST_X(premises.geom) AS easting,
    ST_Y(premises.geom) AS northing,
    ST_X(ST_Transform(premises.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(premises.geom, 4326)) AS latitude,
    flag.locations,
    flag.band_m,
    flag.nearest_m,
    CASE
        WHEN flag.locations = 1 OR NOT flag.kept THEN flag.episodes
        ELSE (
            SELECT count(DISTINCT episode.id)
            FROM held.flag_location AS location
            CROSS JOIN unnest(location.episode_ids) AS episode (id)
            WHERE
                location.run_id = flag.run_id AND location.location_no = ANY(flag.location_nos)
        )
    END AS episodes,
    flag.most_episodes,
    flag.most_children,
    flag.last_on,
    flag.by_month,
    flag.timed,
    flag.within_hours,
    -- null where the run was not tested, or what it was tested on has been removed since
    test.unusual,
    test.chance,
    test.adjusted,
    test.episodes_at_place,
    test.expected_at_place,
    test.places_near,
    test.moves_stood,
    test.of_kind,
    test.busier_of_kind
FROM (
    SELECT
        flag.run_id,
        flag.premises_id,
        count(*) AS locations,
        array_agg(flag.location_no) AS location_nos,
        bool_and(cardinality(location.episode_ids) > 0) AS kept,
        min(flag.band_m) AS band_m,
        min(flag.distance_m) AS nearest_m,
        sum(location.episodes) AS episodes,
        max(location.episodes) AS most_episodes,
        max(location.children) AS most_children,
        max(location.last_on) AS last_on,
        bool_or(location.by_month) AS by_month,
        sum(flag.timed) AS timed,
        sum(flag.within_hours) AS within_hours
    FROM held.flag AS flag
    INNER JOIN held.flag_location AS location USING (run_id, location_no)
    GROUP BY flag.run_id, flag.premises_id
) AS flag
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.authority AS authority ON premises.authority = authority.code
LEFT JOIN held.flag_test AS test
    ON flag.run_id = test.run_id AND flag.premises_id = test.premises_id;
