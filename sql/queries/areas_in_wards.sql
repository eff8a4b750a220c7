-- Which wards published areas overlap, and by which part of each area.
SELECT
    area_no,
    ward,
    part
FROM derived.areas_in_wards(CAST(:areas AS bytea[]), :vintage);
