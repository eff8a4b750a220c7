-- derived.licences_in_force: the licences that were in force on a day, by each register's newest
-- word on them.
--
-- A register repeats a licence for its history, and a later register overtakes an earlier one: of
-- a licence number, the rows that its newest load showed count. A notice or a licence past its end
-- date is spent, and one that begins after the day is still to come, unless an earlier row of the
-- same number had begun: a start is often that of the latest variation. A status that could not be
-- read is not held against a licence. Registers number alike: a number of another premises is
-- another licence.
CREATE OR REPLACE FUNCTION derived.licences_in_force(on_day date)
RETURNS TABLE (licence_id uuid, premises_id uuid)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT licence.licence_id, licence.premises_id
    FROM held.premises_licence AS licence
    WHERE
        licence.status IN ('in_force', 'unknown')
        AND (licence.ends_on IS NULL OR licence.ends_on >= on_day)
        AND (
            licence.starts_on IS NULL
            OR licence.starts_on <= on_day
            OR EXISTS (
                SELECT FROM held.premises_licence AS earlier
                WHERE
                    earlier.authority = licence.authority
                    AND earlier.licence_number = licence.licence_number
                    AND earlier.premises_id = licence.premises_id
                    AND earlier.starts_on <= on_day
            )
        )
        AND NOT EXISTS (
            SELECT FROM held.premises_licence AS newer
            WHERE
                newer.authority = licence.authority
                AND newer.licence_number = licence.licence_number
                AND newer.premises_id = licence.premises_id
                AND newer.seen_load_id > licence.seen_load_id
        )
$$;
