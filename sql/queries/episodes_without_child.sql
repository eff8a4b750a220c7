-- How many episodes of a quarter have a place that counts and no pseudonym: never published.
SELECT count(DISTINCT episode_id)
FROM
    derived.qualifying_places(
        CAST(:last_day AS date), CAST(:last_day AS date) - CAST(:first_day AS date) + 1
    )
WHERE child_id IS NULL;
