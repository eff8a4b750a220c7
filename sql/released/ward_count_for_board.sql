-- released.ward_count_for_board: how many children had episodes in a ward in a quarter, adjusted.
--
-- Audience  the board. A ward with too few children, or whose number could be worked out, has no
--           row: "not shown" is not 0. Numbers are adjusted and do not add up.
CREATE OR REPLACE VIEW released.ward_count_for_board WITH (security_barrier) AS
SELECT
    ward.quarter,
    ward.ward,
    boundary.name,
    boundary.authority,
    ward.vintage,
    ward.children,
    ward.band_from,
    ward.band_to
FROM held.published_ward AS ward
INNER JOIN held.boundary AS boundary
    ON boundary.kind = 'ward' AND ward.ward = boundary.code AND ward.vintage = boundary.vintage;
