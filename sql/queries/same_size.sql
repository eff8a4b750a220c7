-- Whether a load on the same terms took as many bytes, and so perhaps the same ones.
SELECT EXISTS(
    SELECT FROM held.load
    WHERE
        kind = :kind
        AND question_digest = :question_digest
        AND COALESCE(CAST(report ->> 'bytes' AS bigint), :bytes) = :bytes
);
