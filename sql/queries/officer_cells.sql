-- The published cells of a quarter in the own area.
SELECT *
FROM released.cell_for_officer
WHERE quarter = :quarter
ORDER BY band_from DESC, cell_id, is_rest;
