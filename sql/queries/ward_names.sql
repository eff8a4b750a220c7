-- The names of the wards of a vintage, and the authorities that they are of.
SELECT code, name, authority
FROM held.boundary
WHERE kind = 'ward' AND vintage = :vintage
ORDER BY code;
