-- Note what an upgrade made, an object at a time.
INSERT INTO audit.as_made (kept, object, digest)
VALUES (:kept, :object, :digest);
