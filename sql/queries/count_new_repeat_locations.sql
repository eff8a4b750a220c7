-- How many places recur since a load that did not before it, by the standard rule of its last day;
-- no row where it is the first load of episodes, or of something else.
WITH rule AS (
    SELECT
        load.load_id,
        rule.*
    FROM held.load AS load
    INNER JOIN held.rule AS rule
        ON load.data_to >= rule.effective_from AND rule.name = 'standard'
    WHERE
        load.public_id = :load
        AND load.kind = 'episodes'
        AND EXISTS (
            SELECT FROM held.load AS earlier
            WHERE earlier.kind = 'episodes' AND earlier.load_id < load.load_id
        )
    ORDER BY rule.effective_from DESC
    LIMIT 1
)

SELECT
    rule.load_id,
    (
        SELECT count(*)
        FROM derived.new_repeat_locations(
            rule.load_id, rule.window_days, rule.minimum_episodes, rule.minimum_children,
            rule.merge_m
        )
    ) AS places
FROM rule;
