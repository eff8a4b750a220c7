-- Keep the flags of a quarter: computed from its published cells and the registers alone.
INSERT INTO held.officer_flag (quarter, cell_id, is_rest, premises_id, band_m)
SELECT
    cell.quarter,
    cell.cell_id,
    cell.is_rest,
    near.premises_id,
    near.band_m
FROM held.published_cell AS cell
INNER JOIN
    derived.premises_near_cells(
        CAST(:cell_ids AS text[]), CAST(:rests AS boolean[]), CAST(:areas AS bytea[]), :on_day,
        CAST(:bands_m AS integer[]), :largest_m
    ) AS near
    ON cell.cell_id = near.cell_id AND cell.is_rest = near.is_rest
WHERE cell.quarter = :quarter;
