-- How many premises officers are shown in a quarter, of how many that have a place on the map.
SELECT
    (
        SELECT count(DISTINCT listed.premises_id)
        FROM released.listed_premises_for_analyst AS listed
        WHERE listed.quarter = :quarter
    ) AS listed,
    (
        SELECT count(*) FROM released.premises_for_analyst AS premises
        WHERE premises.easting IS NOT NULL
    ) AS placed;
