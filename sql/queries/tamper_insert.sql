-- Put an entry between two.
UPDATE audit.entry SET seq = seq + 1000000 WHERE seq > 4;

UPDATE audit.entry SET seq = seq - 999999 WHERE seq > 1000000;

INSERT INTO audit.entry
SELECT
    5,
    at,
    actor,
    action,
    subject,
    detail,
    repeat('d', 64),
    repeat('c', 64)
FROM audit.entry
WHERE seq = 4;
