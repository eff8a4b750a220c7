-- Forget a supplier of whom no episode is held.
DELETE FROM held.supplier AS supplier
WHERE
    supplier.name = :supplier
    AND NOT EXISTS (
        SELECT FROM held.episode AS episode WHERE episode.supplier_id = supplier.supplier_id
    );
