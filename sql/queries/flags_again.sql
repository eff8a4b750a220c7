-- The hash of the flags that terms raise over what is held now, as raise_flags hashes them.
WITH flagged AS MATERIALIZED (
    SELECT *
    FROM derived.premises_near(
        ARRAY(
            SELECT CAST(location AS derived.repeat_location)
            FROM derived.repeat_locations(
                :as_at, :window_days, :minimum_episodes, :minimum_children, :merge_m,
                CAST(:only_where AS jsonb)
            ) AS location
        ), :as_at, :radius_m, CAST(:kinds AS text[])
    )
)

SELECT
    encode(sha256(convert_to(coalesce(string_agg(
        concat_ws(
            '|', 'flag', location_no, premises_id, round(CAST(distance_m AS numeric), 3),
            band_m, timed, within_hours
        ), E'\n' ORDER BY location_no, premises_id
    ), ''), 'UTF8')), 'hex')
FROM flagged;
