-- Let go of the lock of an upload.
SELECT pg_advisory_unlock(:lock_class, :lock_no);
