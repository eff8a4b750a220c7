-- Keep that a quarter's picture by authority is published, the first word of it.
INSERT INTO held.picture_publication (quarter, code_version, result_sha256)
VALUES (:quarter, :code_version, :result_sha256);
