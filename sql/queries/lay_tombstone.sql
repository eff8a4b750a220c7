-- Remember, by mark alone, that a child was erased.
INSERT INTO held.tombstone (mark, key_fingerprint)
VALUES (:mark, :key_fingerprint)
ON CONFLICT (mark) DO NOTHING;
