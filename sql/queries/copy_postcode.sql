COPY pg_temp.staged_postcode (
    postcode, geom, precision_m, quality, authority, ward, terminated_on
) FROM STDIN WITH (FORMAT "binary")
