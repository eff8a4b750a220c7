-- Whether a supplier has episodes, and how many there are at all, as far as that matters.
SELECT
    EXISTS(
        SELECT FROM held.episode AS episode WHERE episode.supplier_id = :supplier_id
    ) AS of_supplier,
    (
        SELECT count(*) FROM (SELECT FROM held.episode LIMIT :at_most) AS few
    ) AS episodes;
