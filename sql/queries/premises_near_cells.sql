-- The premises near published cells, from the registers alone.
SELECT DISTINCT
    cell_id,
    premises_id,
    band_m
FROM
    derived.premises_near_cells(
        CAST(:cell_ids AS text[]), CAST(:rests AS boolean[]), CAST(:areas AS bytea[]), :on_day,
        CAST(:bands_m AS integer[]), :largest_m
    )
ORDER BY cell_id, premises_id, band_m;
