-- Let a writer wait for no disk: what it proves is order, and not that it outlives a power cut.
SET synchronous_commit = off;
