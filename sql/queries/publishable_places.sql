-- The episodes at repeat locations of a quarter, by cell.
SELECT
    cell_id,
    shown,
    episode_id,
    child_ref,
    hour
FROM
    derived.publishable_places(
        :first_day, :last_day, :minimum_episodes, :minimum_children, :merge_m
    )
ORDER BY cell_id, episode_id;
