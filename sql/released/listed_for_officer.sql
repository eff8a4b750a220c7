-- released.listed_for_officer: what an officer's list of a quarter can be narrowed by.
--
-- Audience   the licensing officer, of the authority of the session that the transaction is set to;
--            nothing without a session, and never a neighbour's premises.
-- Made of    published cells, flags and registers alone, and of no episode.
-- Priority   by the dated terms (held.visit_priority) in force when the quarter was published.
-- Hours      the parts of the day in which its licences in force let it be open on some day of the
--            week, and an hour after; null where no hours are known. when_it_matters is whether
--            they cover the part in which most episodes of an area near it began: null where none
--            is published.
-- Now        in_business is whether the registers still have a licence in force, a food business or
--            an operator of it, as on the day on which it was listed; in_place whether it is still
--            as near as is said, since a register can place it anew.
-- Returns    a row for each listed premises, the nearest band first, then the most episodes.
CREATE OR REPLACE FUNCTION released.listed_for_officer(listed_in text)
RETURNS TABLE (
    premises_id uuid, name text, kind text, postcode text, band_m integer, band_from integer,
    priority text, licence_types text[], open_parts text[], when_it_matters boolean,
    in_business boolean, in_place boolean
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    today CONSTANT date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
    own CONSTANT text := released.own_authority_for_officer();
BEGIN
    -- planned once for a connection: the plan takes as long as the answer
    RETURN QUERY
    WITH near AS MATERIALIZED (
        SELECT
            premises.premises_id,
            flag.band_m,
            cell.band_from,
            cell.part_of_day,
            coalesce(
                public.ST_DWithin(
                    premises.geom,
                    public.ST_SetSRID(
                        public.ST_MakePoint(
                            (split_part(cell.cell_id, '-', 2)::integer + 0.5) * cell.level_m,
                            (split_part(cell.cell_id, '-', 3)::integer + 0.5) * cell.level_m
                        ),
                        27700
                    ),
                    flag.band_m
                ),
                false
            ) AS in_place
        FROM held.officer_flag AS flag
        INNER JOIN held.premises AS premises USING (premises_id)
        INNER JOIN held.published_cell AS cell USING (quarter, cell_id, is_rest)
        WHERE
            flag.quarter = listed_in
            AND premises.authority = own
    ),
    term AS MATERIALIZED (
        SELECT terms.*
        FROM held.visit_priority AS terms
        INNER JOIN held.cell_publication AS publication ON publication.quarter = listed_in
        WHERE
            terms.effective_from = (
                SELECT max(latest.effective_from)
                FROM held.visit_priority AS latest
                WHERE latest.effective_from
                    <= (publication.published_at AT TIME ZONE 'Europe/London')::date
            )
    ),
    nearest AS (
        SELECT DISTINCT ON (near.premises_id) near.premises_id, near.band_m, near.band_from
        FROM near
        ORDER BY near.premises_id, near.band_m, near.band_from DESC
    ),
    ranked AS (
        SELECT
            near.premises_id,
            min(array_position(ARRAY['high', 'medium'], term.priority)) AS place
        FROM near
        INNER JOIN term
            ON near.band_m <= term.within_m AND near.band_from >= term.episodes_from
        GROUP BY near.premises_id
    ),
    licence AS MATERIALIZED (
        SELECT valid.premises_id, licence.licence_id, licence.licence_type
        FROM nearest
        INNER JOIN
            derived.licences_in_force(today) AS valid USING (premises_id)
        INNER JOIN held.premises_licence AS licence USING (licence_id)
    ),
    opening AS (
        SELECT
            licence.premises_id,
            range_agg(
                -- without the last minute of the hour after, which begins the next part of the day:
                -- what closes at 9pm is not open late in the evening
                derived.licensed_minutes(hours.weekday, hours.opens_min, hours.closes_min, 59)
            ) AS minutes
        FROM licence
        INNER JOIN held.licence_hours AS hours USING (licence_id)
        GROUP BY licence.premises_id
    ),
    part (name, minutes) AS (
        -- a part of the day on each day of the week, from Monday's midnight
        SELECT
            given.name,
            range_agg(int4range(day.no * 1440 + given.opens, day.no * 1440 + given.ends))
        FROM (
            VALUES
            ('daytime', 360, 1080), ('evening', 1080, 1320), ('late_evening', 1320, 1440),
            ('late_evening', 0, 120), ('night', 120, 360)
        ) AS given (name, opens, ends)
        CROSS JOIN generate_series(0, 6) AS day (no)
        GROUP BY given.name
    ),
    parts AS (
        SELECT opening.premises_id, array_agg(part.name ORDER BY part.name) AS names
        FROM opening
        INNER JOIN part ON opening.minutes && part.minutes
        GROUP BY opening.premises_id
    ),
    matters AS (
        SELECT near.premises_id, bool_or(near.part_of_day = ANY(parts.names)) AS is_open
        FROM near
        INNER JOIN parts USING (premises_id)
        WHERE near.part_of_day IS NOT NULL
        GROUP BY near.premises_id
    ),
    -- the terms of derived.premises_in_business, which asks them of every premises
    business AS (
        SELECT licence.premises_id FROM licence
        UNION
        SELECT food.premises_id
        FROM nearest
        INNER JOIN held.food_business AS food USING (premises_id)
        WHERE food.gone_load_id IS NULL
        UNION
        SELECT operator.premises_id
        FROM nearest
        INNER JOIN derived.operators_in_force(today) AS operator USING (premises_id)
    ),
    placed AS (
        SELECT near.premises_id, bool_and(near.in_place) AS in_place
        FROM near
        GROUP BY near.premises_id
    ),
    types AS (
        SELECT licence.premises_id, array_agg(DISTINCT licence.licence_type) AS names
        FROM licence
        GROUP BY licence.premises_id
    )
    SELECT
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.postcode,
        nearest.band_m,
        nearest.band_from,
        coalesce((ARRAY['high', 'medium'])[ranked.place], 'low'),
        coalesce(types.names, '{}'),
        parts.names,
        matters.is_open,
        business.premises_id IS NOT NULL,
        placed.in_place
    FROM nearest
    INNER JOIN held.premises AS premises USING (premises_id)
    INNER JOIN placed USING (premises_id)
    LEFT JOIN business USING (premises_id)
    LEFT JOIN ranked USING (premises_id)
    LEFT JOIN types USING (premises_id)
    LEFT JOIN parts USING (premises_id)
    LEFT JOIN matters USING (premises_id)
    ORDER BY
        nearest.band_m,
        nearest.band_from DESC,
        lower(premises.name),
        premises.name,
        premises.premises_id;
END
$$;
