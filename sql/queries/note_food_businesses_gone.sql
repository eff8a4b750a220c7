-- Note which food businesses of an authority its newest file no longer shows, and return how many;
-- of a file that shows fewer than four fifths of those that stood, none: it is a part of one.
WITH standing AS (
    SELECT
        fhrs_id,
        fhrs_id = ANY(:ids) AS shown
    FROM held.food_business
    WHERE authority = :authority AND gone_load_id IS NULL
),
gone AS (
    UPDATE held.food_business AS business
    SET gone_load_id = :load_id
    FROM standing
    WHERE
        business.fhrs_id = standing.fhrs_id
        AND NOT standing.shown
        AND (
            SELECT 5 * count(*) FILTER (WHERE each.shown) >= 4 * count(*)
            FROM standing AS each
        )
    RETURNING 1
)
SELECT count(*) FROM gone;
