-- The load that took the same bytes on the same terms, if there was one.
SELECT
    load_id,
    public_id,
    loaded_at,
    accepted,
    already_held,
    report
FROM held.load
WHERE kind = :kind AND file_sha256 = :file_sha256 AND question_digest = :question_digest;
