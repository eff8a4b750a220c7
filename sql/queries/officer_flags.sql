-- Listed premises of the own authority with the published cells each is near, a row for each pair:
-- premises in the order in which they are asked for, the pairs of each nearest first.
SELECT near.*
FROM unnest(CAST(:places AS uuid[])) WITH ORDINALITY AS asked (premises_id, row_in_list)
INNER JOIN released.flag_for_officer AS near USING (premises_id)
WHERE
    near.quarter = :quarter
    -- said of the view as well, which then turns only these into degrees
    AND near.premises_id = ANY(CAST(:places AS uuid[]))
ORDER BY asked.row_in_list, near.band_m, near.band_from DESC, near.cell_id, near.is_rest;
