-- The children of the episodes that a load brought or corrected.
SELECT
    child.child_id,
    child.child_ref
FROM held.child AS child
WHERE
    EXISTS (
        SELECT FROM held.episode AS episode
        WHERE episode.child_id = child.child_id AND episode.load_id = :load_id
    );
