-- Keep a published cell: no count, no child, no place.
INSERT INTO held.published_cell (
    quarter, cell_id, is_rest, level_m, addresses, band_from, band_to, part_of_day, geom
)
VALUES (
    :quarter, :cell_id, :is_rest, :level_m, :addresses, :band_from, :band_to, :part_of_day,
    ST_GeomFromWKB(:wkb, 27700)
);
