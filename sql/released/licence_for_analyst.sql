-- released.licence_for_analyst: every row that registers showed of a premises, newest first.
--
-- Audience  the police analyst. Who holds a licence or supervises is for officers of its authority
--           alone; addresses of people are not held at all.
CREATE OR REPLACE VIEW released.licence_for_analyst WITH (security_barrier) AS
SELECT
    licence.licence_id,
    licence.premises_id,
    licence.licence_number,
    licence.licence_type,
    licence.licence_type_stated,
    licence.status,
    licence.status_stated,
    licence.issued_on,
    licence.starts_on,
    licence.ends_on,
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
    ) AS has_ended,
    load.file_name,
    load.loaded_at
FROM held.premises_licence AS licence
INNER JOIN held.load AS load ON licence.seen_load_id = load.load_id;
