COPY held.map_point (point_id, millimetres, geom, cell) FROM STDIN WITH (FORMAT "binary")
