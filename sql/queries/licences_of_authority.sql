-- The licences of an authority that are held, with their activities.
SELECT
    licence.licence_id,
    licence.licence_number,
    licence.premises_id,
    coalesce(
        (
            SELECT array_agg(activity.activity ORDER BY activity.activity)
            FROM held.licence_activity AS activity
            WHERE activity.licence_id = licence.licence_id
        ),
        '{}'
    ) AS activities
FROM held.premises_licence AS licence
WHERE licence.authority = :authority;
