-- How many episodes each child had at places that count in a quarter, by ward.
SELECT
    ward,
    vintage,
    child_ref,
    episodes
FROM derived.ward_episodes(:first_day, :last_day)
ORDER BY ward, child_ref;
