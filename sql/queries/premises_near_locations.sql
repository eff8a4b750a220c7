-- The premises that an analyst's flags would name: near the points of repeat locations.
SELECT DISTINCT near.premises_id
FROM
    derived.flagged_premises(
        CAST(:last_day AS date), CAST(:last_day AS date) - CAST(:first_day AS date) + 1,
        CAST(:minimum_episodes AS integer), CAST(:minimum_children AS integer),
        CAST(:merge_m AS double precision), '{}', CAST(:radius_m AS double precision), NULL
    ) AS near;
