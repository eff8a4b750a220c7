-- The licensing authorities that a file can be of, by name.
SELECT
    code,
    name
FROM released.authority_for_analyst
ORDER BY name;
