-- How many premises of each authority a run flagged, most first.
SELECT
    authority.code,
    authority.name,
    count(DISTINCT flag.premises_id) AS premises
FROM held.flag AS flag
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.authority AS authority ON premises.authority = authority.code
WHERE flag.run_id = :run_id
GROUP BY authority.code, authority.name
ORDER BY premises DESC, authority.code;
