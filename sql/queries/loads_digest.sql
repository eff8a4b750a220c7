-- A hash over what has been loaded: which files, on which terms, in which order.
SELECT
    encode(sha256(convert_to(coalesce(string_agg(
        file_sha256 || question_digest, '|' ORDER BY load_id
    ), ''), 'UTF8')), 'hex')
FROM held.load;
