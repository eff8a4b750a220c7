-- Begin the account of a load; its counts follow when its rows are stored.
INSERT INTO held.load (
    kind, file_name, file_sha256, question_digest, supplier, authority, profile, options,
    code_version
)
VALUES (
    :kind, :file_name, :file_sha256, :question_digest, :supplier, :authority, :profile,
    CAST(:options AS jsonb), :code_version
)
RETURNING load_id, public_id;
