-- Where the record begins and ends by its own word, and how much of it lies after its end.
SELECT
    beginning.seq AS begins_after,
    beginning.hash AS begins_hash,
    head.seq,
    head.hash,
    (SELECT max(entry.at) FROM audit.entry AS entry WHERE entry.seq = head.seq) AS at
FROM audit.head AS head
CROSS JOIN audit.beginning AS beginning;
