-- Store an area; null is returned if it is held just so.
INSERT INTO held.boundary AS held (kind, code, vintage, name, authority, geom, repaired, load_id)
VALUES (
    :kind, :code, :vintage, :name, :authority, ST_GeomFromEWKB(:geom), :repaired, :load_id
)
ON CONFLICT (kind, code, vintage) DO UPDATE
    SET
        name = excluded.name,
        authority = excluded.authority,
        geom = excluded.geom,
        repaired = excluded.repaired,
        load_id = excluded.load_id
    WHERE (held.name, held.geom) IS DISTINCT FROM (excluded.name, excluded.geom)
RETURNING boundary_id;
