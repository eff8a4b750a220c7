-- Each episode at each of its points that count, in the window of a question. What several
-- suppliers tell of one child at one time has one number. Columns are packed: eight bytes a whole
-- number, the highest first.
SELECT
    coalesce(string_agg(int8send(point_id), ''), '') AS point_id,
    coalesce(string_agg(int8send(episode_id), ''), '') AS episode_id,
    coalesce(string_agg(int8send(child), ''), '') AS child
FROM (
    SELECT
        CAST(place.point_id AS bigint) AS point_id,
        min(CAST(place.episode_id AS bigint)) OVER same AS episode_id,
        -- a child who is not known is a child apart
        coalesce(CAST(place.child_id AS bigint), -place.episode_id) AS child
    FROM
        derived.qualifying_places(:as_at, :window_days, CAST(:only_where AS jsonb)) AS place
    WINDOW same AS (PARTITION BY place.same_episode)
    -- one scan feeds all columns, so that their orders agree
    OFFSET 0
) AS visit;
