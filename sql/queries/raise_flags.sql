-- Ask the question once and store the answer: the run, its repeat locations and its flags.
WITH location AS MATERIALIZED (
    SELECT *
    FROM derived.repeat_locations(
        :as_at, :window_days, :minimum_episodes, :minimum_children, :merge_m,
        CAST(:only_where AS jsonb)
    )
),
spot AS MATERIALIZED (
    SELECT
        location.location_no,
        (ST_Dump(location.geom)).geom
    FROM location
),
-- which episodes each counted: one at several of them is one wherever they are told together
counted AS MATERIALIZED (
    SELECT
        spot.location_no,
        array_agg(DISTINCT place.episode_id ORDER BY place.episode_id) AS episode_ids
    FROM (
        SELECT
            qualifying.point_id,
            min(qualifying.episode_id) OVER same AS episode_id
        FROM
            derived.qualifying_places(
                :as_at, :window_days, CAST(:only_where AS jsonb)
            ) AS qualifying
        WINDOW same AS (PARTITION BY qualifying.same_episode)
    ) AS place
    INNER JOIN held.map_point AS point USING (point_id)
    INNER JOIN spot ON point.geom = spot.geom
    GROUP BY spot.location_no
),
flagged AS MATERIALIZED (
    SELECT *
    FROM derived.premises_near(
        ARRAY(SELECT CAST(location AS derived.repeat_location) FROM location), :as_at, :radius_m,
        CAST(:kinds AS text[])
    )
),
result AS (
    SELECT
        encode(sha256(convert_to(coalesce(string_agg(
            concat_ws(
                '|', 'flag', location_no, premises_id, round(CAST(distance_m AS numeric), 3),
                band_m, timed, within_hours
            ), E'\n' ORDER BY location_no, premises_id
        ), ''), 'UTF8')), 'hex') AS sha256
    FROM flagged
),
run AS (
    INSERT INTO held.flag_run (
        run_id, rule, as_at, window_days, minimum_episodes, minimum_children, merge_m, radius_m,
        kinds, only_where, data_to, load_ids, code_version, repeat_locations,
        repeat_locations_with_premises, episodes, premises, pairs, premises_tested, result_sha256,
        removals
    )
    SELECT
        :run_id,
        :rule,
        :as_at,
        :window_days,
        :minimum_episodes,
        nullif(:minimum_children, 0),
        :merge_m,
        :radius_m,
        CAST(:kinds AS text[]),
        CAST(:only_where AS jsonb),
        (SELECT max(load.data_to) FROM held.load AS load WHERE load.kind = 'episodes'),
        coalesce(
            (SELECT array_agg(load.load_id ORDER BY load.load_id) FROM held.load AS load), '{}'
        ),
        :code_version,
        (SELECT count(*) FROM location),
        (SELECT count(DISTINCT location_no) FROM flagged),
        (
            SELECT count(DISTINCT episode.id)
            FROM counted
            CROSS JOIN unnest(counted.episode_ids) AS episode (id)
        ),
        (SELECT count(DISTINCT premises_id) FROM flagged),
        (SELECT count(*) FROM flagged),
        (
            SELECT count(*)
            FROM derived.premises_in_business(:as_at, CAST(:kinds AS text[]))
        ),
        (SELECT sha256 FROM result),
        (SELECT count(*) FROM held.removal)
    RETURNING run_id
),
stored_location AS (
    INSERT INTO held.flag_location (
        run_id, location_no, episodes, children, first_on, last_on, by_month, daytime, evening,
        late_evening, night, geom, episode_ids
    )
    SELECT
        run.run_id,
        location.location_no,
        location.episodes,
        location.children,
        location.first_on,
        location.last_on,
        location.by_month,
        location.daytime,
        location.evening,
        location.late_evening,
        location.night,
        location.geom,
        counted.episode_ids
    FROM location
    INNER JOIN counted USING (location_no)
    CROSS JOIN run
    RETURNING 1
),
stored_flag AS (
    INSERT INTO held.flag (
        run_id, premises_id, location_no, distance_m, band_m, timed, within_hours
    )
    SELECT
        run.run_id,
        flagged.premises_id,
        flagged.location_no,
        flagged.distance_m,
        flagged.band_m,
        flagged.timed,
        flagged.within_hours
    FROM flagged
    CROSS JOIN run
    ORDER BY flagged.premises_id, flagged.location_no  -- as the indexes have them
    RETURNING 1
)
SELECT run_id FROM run;
