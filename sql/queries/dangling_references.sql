-- Rows of the episode tables that name a row which is not there; see the note at held.episode.
SELECT
    dangling.place,
    dangling.rows
FROM (
    SELECT
        'held.episode (load_id)' AS place,
        count(*) AS rows
    FROM held.episode AS episode
    WHERE NOT EXISTS (SELECT FROM held.load AS load WHERE load.load_id = episode.load_id)
    UNION ALL
    SELECT
        'held.episode (supplier_id)',
        count(*)
    FROM held.episode AS episode
    WHERE
        NOT EXISTS (
            SELECT FROM held.supplier AS supplier
            WHERE supplier.supplier_id = episode.supplier_id
        )
    UNION ALL
    SELECT
        'held.episode (child_id)',
        count(*)
    FROM held.episode AS episode
    WHERE
        episode.child_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM held.child AS child WHERE child.child_id = episode.child_id)
    UNION ALL
    SELECT
        'held.episode (coding_id)',
        count(*)
    FROM held.episode AS episode
    WHERE
        NOT EXISTS (
            SELECT FROM held.episode_coding AS coding
            WHERE coding.coding_id = episode.coding_id
        )
    UNION ALL
    SELECT
        'held.episode (own_point_id)',
        count(*)
    FROM held.episode AS episode
    WHERE
        episode.own_point_id IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM held.map_point AS point WHERE point.point_id = episode.own_point_id
        )
    UNION ALL
    SELECT
        'held.episode (own_place_coding_id)',
        count(*)
    FROM held.episode AS episode
    WHERE
        episode.own_place_coding_id IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM held.place_coding AS coding
            WHERE coding.place_coding_id = episode.own_place_coding_id
        )
    UNION ALL
    SELECT
        'held.episode_place (episode_id)',
        count(*)
    FROM held.episode_place AS place
    WHERE
        NOT EXISTS (
            SELECT FROM held.episode AS episode WHERE episode.episode_id = place.episode_id
        )
    UNION ALL
    SELECT
        'held.episode_place (point_id)',
        count(*)
    FROM held.episode_place AS place
    WHERE
        NOT EXISTS (
            SELECT FROM held.map_point AS point WHERE point.point_id = place.point_id
        )
    UNION ALL
    SELECT
        'held.episode_place (place_coding_id)',
        count(*)
    FROM held.episode_place AS place
    WHERE
        NOT EXISTS (
            SELECT FROM held.place_coding AS coding
            WHERE coding.place_coding_id = place.place_coding_id
        )
    UNION ALL
    SELECT
        'held.point_ward (point_id, boundary_id)',
        count(*)
    FROM held.point_ward AS kept
    WHERE
        NOT EXISTS (SELECT FROM held.map_point AS point WHERE point.point_id = kept.point_id)
        OR NOT EXISTS (
            SELECT FROM held.boundary AS boundary WHERE boundary.boundary_id = kept.boundary_id
        )
    UNION ALL
    SELECT
        'held.address (load_id)',
        count(*)
    FROM held.address AS address
    WHERE NOT EXISTS (SELECT FROM held.load AS load WHERE load.load_id = address.load_id)
) AS dangling
WHERE dangling.rows > 0;
