-- Forget what an earlier upgrade made, of what is kept or of what is rebuilt.
DELETE FROM audit.as_made
WHERE kept = :kept;
