-- The versions of the server and of PostGIS in it: what runs, which no lock says.
SELECT
    current_setting('server_version') AS postgresql,
    (SELECT extension.extversion FROM pg_extension AS extension WHERE extension.extname = 'postgis')
        AS postgis;
