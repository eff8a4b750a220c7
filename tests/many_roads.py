"""Many invented roads at sea: a grid of streets, with greater roads among them."""

from __future__ import annotations

from sqlalchemy import Connection, text

FIRST = (286_000, 396_000)  # the first crossing, in the south-west of the invented county
STEP_M = 90
ACROSS = 300  # crossings in a row

PLANT = """
INSERT INTO held.road (name, class, digest, geom, load_id)
SELECT
    'Invented Street ' || number,
    CASE
        WHEN number / :across % 64 = 0 THEN 'motorway'
        WHEN number / :across % 16 = 0 THEN 'a'
        WHEN number / :across % 8 = 0 THEN 'b'
        ELSE 'street'
    END,
    'planted ' || number,
    ST_Multi(
        ST_SetSRID(
            ST_MakeLine(
                ST_MakePoint(
                    :x + :step * (number % :across),
                    :y + :step * (number / :across)
                ),
                ST_MakePoint(
                    -- every other one runs up instead of along
                    :x + :step * (number % :across + 1 - number % 2),
                    :y + :step * (number / :across + number % 2)
                )
            ),
            27700
        )
    ),
    :load
FROM generate_series(0, :roads - 1) AS number
ON CONFLICT DO NOTHING
"""


def plant_roads(connection: Connection, load: int, roads: int) -> None:
    """Plant as many, each some 90 m long; those that are there already stay."""
    values = {"x": FIRST[0], "y": FIRST[1], "step": STEP_M, "across": ACROSS}
    connection.execute(text(PLANT), {**values, "roads": roads, "load": load})
