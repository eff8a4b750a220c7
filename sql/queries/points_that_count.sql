-- Every point that a place which counts, by the terms of derived.qualifying_places, was ever
-- recorded at, in one order on any machine, with the roughest precision that was said of it.
-- Columns are packed: eight bytes a whole number, the highest first.
SELECT
    coalesce(string_agg(int8send(point_id), ''), '') AS point_id,
    coalesce(string_agg(int8send(x), ''), '') AS x,
    coalesce(string_agg(int8send(y), ''), '') AS y,
    coalesce(string_agg(int8send(precision_mm), ''), '') AS precision_mm
FROM (
    SELECT
        CAST(point.point_id AS bigint) AS point_id,
        CAST(round(ST_X(point.geom) * 1000) AS bigint) AS x,
        CAST(round(ST_Y(point.geom) * 1000) AS bigint) AS y,
        CAST(round(counted.precision_m * 1000) AS bigint) AS precision_mm
    FROM (
        SELECT
            place.point_id,
            max(place.precision_m) AS precision_m
        FROM (
            SELECT
                episode.episode_id,
                episode.own_point_id AS point_id,
                coding.place_kind,
                coding.precision_m
            FROM held.episode AS episode
            INNER JOIN held.place_coding AS coding
                ON episode.own_place_coding_id = coding.place_coding_id
            WHERE coding.counts
            UNION ALL
            SELECT
                episode.episode_id,
                further.point_id,
                coding.place_kind,
                coding.precision_m
            FROM held.episode AS episode
            INNER JOIN held.episode_place AS further USING (episode_id)
            INNER JOIN held.place_coding AS coding USING (place_coding_id)
            LEFT JOIN held.place_coding AS own
                ON
                    episode.own_place_coding_id = own.place_coding_id
                    AND episode.own_point_id = further.point_id
            WHERE
                coding.counts
                AND coalesce(
                    NOT derived.tells_of_a_home(own.role, own.place_kind, coding.place_kind), true
                )
        ) AS place
        WHERE
            NOT EXISTS (
                SELECT FROM held.episode_place AS other
                INNER JOIN held.place_coding AS told USING (place_coding_id)
                WHERE
                    other.episode_id = place.episode_id
                    AND other.point_id = place.point_id
                    AND derived.tells_of_a_home(told.role, told.place_kind, place.place_kind)
            )
        GROUP BY place.point_id
    ) AS counted
    INNER JOIN held.map_point AS point USING (point_id)
    ORDER BY point.millimetres
) AS point;
