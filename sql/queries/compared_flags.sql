-- The premises that either of two runs flagged, with what each run found of it.
WITH earlier AS (
    SELECT * FROM released.flag_for_analyst WHERE run_id = :before
),

later AS (
    SELECT * FROM released.flag_for_analyst WHERE run_id = :after
)

SELECT
    premises_id,
    coalesce(later.name, earlier.name) AS name,
    coalesce(later.kind, earlier.kind) AS kind,
    coalesce(later.authority, earlier.authority) AS authority,
    coalesce(later.authority_name, earlier.authority_name) AS authority_name,
    coalesce(later.postcode, earlier.postcode) AS postcode,
    coalesce(later.easting, earlier.easting) AS easting,
    coalesce(later.northing, earlier.northing) AS northing,
    earlier.band_m AS band_before,
    later.band_m AS band_after,
    CAST(earlier.episodes AS integer) AS episodes_before,
    CAST(later.episodes AS integer) AS episodes_after
FROM earlier
FULL JOIN later USING (premises_id)
ORDER BY premises_id;
