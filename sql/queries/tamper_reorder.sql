-- Let two entries change places.
UPDATE audit.entry
SET seq = CASE seq WHEN 3 THEN 1000008 ELSE 1000003 END
WHERE seq IN (3, 8);

UPDATE audit.entry SET seq = seq - 1000000 WHERE seq > 1000000;
