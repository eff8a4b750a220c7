-- The published wards of every quarter.
SELECT
    quarter,
    ward,
    vintage,
    children,
    band_from,
    band_to
FROM held.published_ward
ORDER BY quarter, ward;
