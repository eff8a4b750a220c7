-- Count the episodes of each quarter that begins to pass its time, all of the quarter and once.
-- What would be fewer than five children joins the next coarser count; none is counted twice.
WITH dated AS (
    SELECT
        episode.child_id,
        coalesce(coding.authority, 'not_recorded') AS authority,
        coding.category,
        CAST(date_trunc('month', episode.started_at AT TIME ZONE 'Europe/London') AS date) AS month,
        CAST(
            date_trunc('quarter', episode.started_at AT TIME ZONE 'Europe/London') AS date
        ) AS quarter
    FROM held.episode AS episode
    INNER JOIN held.episode_coding AS coding USING (coding_id)
    WHERE
        episode.started_at < date_trunc('quarter', CAST(:before AS timestamp) - interval '1 day')
        AT TIME ZONE 'Europe/London' + interval '4 months'
),
uncounted AS (
    SELECT dated.*
    FROM dated
    WHERE
        dated.quarter < :before
        AND NOT EXISTS (
            SELECT FROM held.episode_month AS counted WHERE counted.quarter = dated.quarter
        )
),
by_month AS (
    SELECT
        quarter,
        month,
        authority,
        category,
        count(*) AS episodes,
        count(DISTINCT child_id) AS children
    FROM uncounted
    GROUP BY quarter, month, authority, category
    HAVING count(DISTINCT child_id) >= 5
),
over_months AS (
    SELECT uncounted.*
    FROM uncounted
    WHERE
        NOT EXISTS (
            SELECT FROM by_month
            WHERE
                by_month.month = uncounted.month
                AND by_month.authority = uncounted.authority
                AND by_month.category = uncounted.category
        )
),
by_quarter AS (
    SELECT
        quarter,
        authority,
        category,
        count(*) AS episodes,
        count(DISTINCT child_id) AS children
    FROM over_months
    GROUP BY quarter, authority, category
    HAVING count(DISTINCT child_id) >= 5
),
rest AS (
    SELECT
        over_months.quarter,
        count(*) AS episodes,
        count(DISTINCT over_months.child_id) AS children
    FROM over_months
    WHERE
        NOT EXISTS (
            SELECT FROM by_quarter
            WHERE
                by_quarter.quarter = over_months.quarter
                AND by_quarter.authority = over_months.authority
                AND by_quarter.category = over_months.category
        )
    GROUP BY over_months.quarter
)
INSERT INTO held.episode_month (quarter, month, authority, category, episodes, children)
SELECT quarter, month, authority, category, episodes, children FROM by_month
UNION ALL
SELECT quarter, NULL, authority, category, episodes, children FROM by_quarter
UNION ALL
SELECT quarter, NULL, NULL, NULL, episodes, CASE WHEN children >= 5 THEN children END FROM rest;
