-- The number of a supplier, who is made known if need be.
WITH made AS (
    INSERT INTO held.supplier (name)
    VALUES (:name)
    ON CONFLICT (name) DO NOTHING
    RETURNING supplier_id
)
SELECT supplier_id FROM made
UNION ALL
SELECT supplier_id FROM held.supplier WHERE name = :name
LIMIT 1;
