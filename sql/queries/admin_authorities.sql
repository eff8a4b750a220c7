-- The authorities that an officer can be of.
SELECT *
FROM released.authority_for_admin
ORDER BY name;
