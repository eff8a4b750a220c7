-- released.licence_for_officer: the licences of premises that an officer may see.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session. Names of holders and supervisors are of
--           the own authority's licences alone.
CREATE OR REPLACE VIEW released.licence_for_officer WITH (security_barrier) AS
WITH seen AS (
    SELECT released.own_authority_for_officer() AS code
    UNION
    SELECT neighbour.other
    FROM held.authority_neighbour AS neighbour
    WHERE neighbour.code = (SELECT released.own_authority_for_officer())
)
SELECT
    licence.licence_id,
    licence.premises_id,
    licence.authority,
    licence.authority = (SELECT released.own_authority_for_officer()) AS is_own,
    licence.licence_number,
    licence.licence_type,
    licence.licence_type_stated,
    licence.status,
    licence.status_stated,
    licence.issued_on,
    licence.starts_on,
    licence.ends_on,
    CASE
        WHEN licence.authority = (SELECT released.own_authority_for_officer())
            THEN licence.holder_name
    END AS holder_name,
    CASE
        WHEN licence.authority = (SELECT released.own_authority_for_officer())
            THEN licence.supervisor_name
    END AS supervisor_name,
    licence.hours_stated,
    (
        SELECT array_agg(activity.activity ORDER BY activity.activity)
        FROM held.licence_activity AS activity
        WHERE activity.licence_id = licence.licence_id
    ) AS activities,
    (
        SELECT
            jsonb_agg(
                jsonb_build_array(hours.weekday, hours.opens_min, hours.closes_min)
                ORDER BY hours.weekday, hours.opens_min
            )
        FROM held.licence_hours AS hours
        WHERE hours.licence_id = licence.licence_id
    ) AS hours,
    -- as derived.licences_in_force has it: of a number, the rows of its newest load count
    EXISTS(
        SELECT FROM held.premises_licence AS newer
        WHERE
            newer.authority = licence.authority
            AND newer.licence_number = licence.licence_number
            AND newer.premises_id = licence.premises_id
            AND newer.seen_load_id > licence.seen_load_id
    ) AS is_overtaken,
    coalesce(
        licence.ends_on < (clock_timestamp() AT TIME ZONE 'Europe/London')::date, false
    ) AS has_ended
FROM held.premises_licence AS licence
INNER JOIN seen ON licence.authority = seen.code;
