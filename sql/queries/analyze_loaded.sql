-- Look at what a load of a kind brought, so that questions are planned by it.
SELECT derived.analyze_loaded(:kind);
