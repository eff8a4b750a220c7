-- derived.operators_in_force: the taxi operators that were licensed on a day, by each register's
-- newest word on them.
--
-- The terms are those of derived.licences_in_force. One who works from home has no premises.
CREATE OR REPLACE FUNCTION derived.operators_in_force(on_day date)
RETURNS TABLE (operator_id uuid, premises_id uuid)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT operator.operator_id, operator.premises_id
    FROM held.taxi_operator AS operator
    WHERE
        operator.status IN ('in_force', 'unknown')
        AND (operator.ends_on IS NULL OR operator.ends_on >= on_day)
        AND (
            operator.starts_on IS NULL
            OR operator.starts_on <= on_day
            OR EXISTS (
                SELECT FROM held.taxi_operator AS earlier
                WHERE
                    earlier.authority = operator.authority
                    AND earlier.licence_number = operator.licence_number
                    AND earlier.starts_on <= on_day
            )
        )
        AND NOT EXISTS (
            SELECT FROM held.taxi_operator AS newer
            WHERE
                newer.authority = operator.authority
                AND newer.licence_number = operator.licence_number
                AND newer.seen_load_id > operator.seen_load_id
        )
$$;
