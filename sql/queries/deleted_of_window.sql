-- Whether the days of a window reach into a quarter whose episodes had begun to be deleted.
SELECT EXISTS(
    SELECT
    FROM held.episode_month AS counted
    WHERE
        counted.quarter <= CAST(:as_at AS date)
        AND counted.quarter + interval '3 months' > CAST(:begins AS date)
);
