-- A hash over what has been loaded: which files, on which terms, in which order; and over what has
-- been removed since, since a question asked before and after is not the same one.
SELECT
    encode(sha256(convert_to(coalesce(string_agg(
        file_sha256 || question_digest, '|' ORDER BY load_id
    ), '') || coalesce((
        SELECT string_agg('|' || removal.digest, '' ORDER BY removal.removal_no)
        FROM held.removal AS removal
    ), ''), 'UTF8')), 'hex')
FROM held.load;
