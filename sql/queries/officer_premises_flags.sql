-- The published cells that one of the own premises is near, newest quarter first, then nearest.
SELECT *
FROM released.flag_for_officer
WHERE premises_id = :premises_id
ORDER BY quarter DESC, band_m, band_from DESC, cell_id, is_rest;
