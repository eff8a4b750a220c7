-- A saved layout by its name.
SELECT
    kind,
    mapping
FROM held.profile
WHERE name = :name;
