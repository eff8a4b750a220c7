-- How many episodes have a place in a shape that was drawn.
SELECT *
FROM released.drawn_episodes_for_analyst(
    CAST(:longitudes AS double precision[]),
    CAST(:latitudes AS double precision[]),
    :first_day,
    :last_day
);
