-- Cut off the end, and let the head say that it ends there.
DELETE FROM audit.entry WHERE seq > (SELECT max(seq) - 6 FROM audit.entry_as_it_was);

UPDATE audit.head
SET (seq, hash) = (SELECT seq, hash FROM audit.entry ORDER BY seq DESC LIMIT 1);
