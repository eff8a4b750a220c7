-- Every right there ever was: of one account, of one day, or waiting to be granted.
--
-- A day is London's: a right counts if it was in force at any time of it.
SELECT *
FROM released.right_for_admin
WHERE
    (CAST(:account_id AS uuid) IS NULL OR account_id = :account_id)
    AND (CAST(:sign_in_name AS text) IS NULL OR sign_in_name = :sign_in_name)
    AND (NOT CAST(:waiting AS boolean) OR (granted_at IS NULL AND ended_at IS NULL))
    AND (
        CAST(:on_day AS date) IS NULL
        OR (
            granted_at < CAST(CAST(:on_day AS date) + 1 AS timestamp) AT TIME ZONE 'Europe/London'
            AND (
                ended_at IS NULL
                OR ended_at >= CAST(CAST(:on_day AS date) AS timestamp) AT TIME ZONE 'Europe/London'
            )
        )
    )
ORDER BY lower(display_name), display_name, sign_in_name, asked_at, right_id;
