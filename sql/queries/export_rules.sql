-- What whoever asks may take of an object by a page, format by format.
SELECT
    format,
    exact,
    most_rows
FROM released.export_rule_for_all
WHERE object = :object
ORDER BY format;
