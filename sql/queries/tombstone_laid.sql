-- When a child of this mark was erased, if one was.
SELECT laid_at
FROM held.tombstone
WHERE mark = :mark;
