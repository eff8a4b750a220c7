-- When a child of one of these marks was erased first, if one was.
SELECT min(laid_at)
FROM held.tombstone
WHERE mark = ANY(:marks);
