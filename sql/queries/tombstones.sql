-- The marks of the children who were erased, and by which key they were made.
SELECT
    mark,
    key_fingerprint
FROM held.tombstone;
