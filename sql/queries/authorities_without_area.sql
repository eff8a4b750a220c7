-- Which of some authorities have no boundary that is loaded, by name.
SELECT authority.name
FROM held.authority
WHERE
    authority.code = ANY(:authorities)
    AND NOT EXISTS (
        SELECT FROM held.boundary
        WHERE boundary.kind = 'authority' AND boundary.code = authority.code
    )
ORDER BY authority.name;
