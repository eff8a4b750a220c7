-- released.partly_deleted_for_analyst: whether days reach into what retention has begun to delete.
--
-- Audience  the police analyst, to whom places of episodes between any days are shown: without it
--           days of which some are gone would read as if less had happened then.
-- Days      both counted.
CREATE OR REPLACE FUNCTION released.partly_deleted_for_analyst(first_day date, last_day date)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    -- retention keeps counts of a quarter before the first of its episodes goes
    SELECT EXISTS(
        SELECT
        FROM held.episode_month AS counted
        WHERE
            counted.quarter <= last_day
            AND counted.quarter + interval '3 months' > first_day
    )
$$;
