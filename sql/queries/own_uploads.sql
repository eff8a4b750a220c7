-- What one sent and how far it is, newest first; of a number, that one alone.
SELECT *
FROM released.upload_for_analyst(:session, CAST(:upload_id AS uuid));
