-- Wait for a lock that ends with the transaction, so that two upgrades take turns.
SELECT pg_advisory_xact_lock(:key);
