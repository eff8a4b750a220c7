-- The premises in a shape that was drawn.
SELECT *
FROM released.drawn_premises_for_analyst(
    CAST(:longitudes AS double precision[]), CAST(:latitudes AS double precision[])
);
