COPY pg_temp.staged_address (uprn, geom) FROM STDIN WITH (FORMAT "binary")
