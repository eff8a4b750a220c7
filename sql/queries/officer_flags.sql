-- The own premises that are near published cells of a quarter, a row for each pair, nearest first.
SELECT *
FROM released.flag_for_officer
WHERE quarter = :quarter
ORDER BY band_m, band_from DESC, name, premises_id, cell_id, is_rest;
