-- The settings that each login of the pages begins with.
SELECT
    rolname AS login,
    coalesce(array_to_string(rolconfig, ', '), '') AS settings
FROM pg_roles
WHERE
    rolname IN (
        'nightjar_analyst', 'nightjar_officer', 'nightjar_board', 'nightjar_admin', 'nightjar_gate'
    )
ORDER BY rolname;
