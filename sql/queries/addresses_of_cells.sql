-- The residential addresses in each published area, counted anew, not as the cells remember them.
SELECT
    cell.quarter,
    cell.cell_id,
    cell.is_rest,
    cell.addresses AS said,
    count(address.uprn) AS counted
FROM held.published_cell AS cell
LEFT JOIN held.address AS address
    ON
        cell.geom && address.geom
        AND ST_Intersects(cell.geom, address.geom)
GROUP BY cell.quarter, cell.cell_id, cell.is_rest, cell.addresses
ORDER BY cell.quarter, cell.cell_id, cell.is_rest;
