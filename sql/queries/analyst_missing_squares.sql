-- The squares of 1 km that children were missing from, of episodes that began between two days.
SELECT
    west,
    south,
    shape,
    band_from,
    band_to
FROM released.missing_square_for_analyst(:first_day, :last_day);
