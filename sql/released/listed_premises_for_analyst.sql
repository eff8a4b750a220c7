-- released.listed_premises_for_analyst: premises as officers are shown them, of each quarter.
--
-- Audience  the police analyst, for what is passed on: made of what is published and of nothing
--           else. Bands of metres are from the middle of an area, bands of episodes are the area's.
CREATE OR REPLACE VIEW released.listed_premises_for_analyst WITH (security_barrier) AS
SELECT
    flag.quarter,
    flag.premises_id,
    flag.band_m AS within_m,
    cell.level_m,
    cell.is_rest,
    cell.band_from,
    cell.band_to,
    cell.part_of_day
FROM held.officer_flag AS flag
INNER JOIN held.published_cell AS cell USING (quarter, cell_id, is_rest);
