-- The premises near the centres of cells, from the registers alone.
SELECT
    cell_id,
    premises_id,
    band_m
FROM
    derived.premises_near_cells(
        CAST(:cell_ids AS text[]), :on_day, CAST(:bands_m AS integer[]), :largest_m
    )
ORDER BY cell_id, premises_id;
