-- Hold the lock of an upload until it is let go or this connection ends.
SELECT pg_try_advisory_lock(:lock_class, :lock_no);
