-- released.flag_for_officer: the officer's own premises near published cells, a row for each pair.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session, and never a neighbour's premises.
-- Distance  a band, from the centre of the cell's square: near, and never linked to.
CREATE OR REPLACE VIEW released.flag_for_officer WITH (security_barrier) AS
SELECT
    flag.quarter,
    flag.premises_id,
    premises.name,
    premises.kind,
    premises.address,
    premises.postcode,
    ST_X(ST_Transform(premises.geom, 4326)) AS longitude,
    ST_Y(ST_Transform(premises.geom, 4326)) AS latitude,
    flag.cell_id,
    flag.is_rest,
    flag.band_m,
    cell.level_m,
    cell.band_from,
    cell.band_to,
    cell.part_of_day
FROM held.officer_flag AS flag
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.published_cell AS cell USING (quarter, cell_id, is_rest)
WHERE premises.authority = (SELECT released.own_authority_for_officer());
