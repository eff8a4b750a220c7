-- Each episode at each of its points that count, in the window of a question.
SELECT
    place.point_id,
    place.episode_id,
    -- a child who is not known is a child apart
    coalesce(CAST(place.child_id AS bigint), -place.episode_id) AS child
FROM derived.qualifying_places(:as_at, :window_days, CAST(:only_where AS jsonb)) AS place;
