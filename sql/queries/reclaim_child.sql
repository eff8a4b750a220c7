-- Write the table of children anew, so that no erased reference is left in its file.
VACUUM (FULL, ANALYZE) held.child;
