"""Fifty thousand invented premises at sea, as many as a large force has: for speed and for clicks.

Most lie in towns of the sample county, as premises do; some stand alone, where a click is a click
on one dot and no other.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

MANY = 50_000
ALONE = 20
# 500 m from all others: a strip in the south of the invented county, where it has no town
FIRST_ALONE, NORTH_ALONE, STEP_M = 286_000, 396_000, 600

PLANT = """
INSERT INTO held.premises (
    premises_id, authority, name, name_key, address, postcode, kind, kind_basis, geom, placed_by,
    precision_m, load_id
)
SELECT
    md5('many ' || number)::uuid,
    town.authority,
    CASE
        WHEN number < :alone THEN 'Lone Premises ' || to_char(number, 'FM00')
        ELSE 'Invented Premises ' || number
    END,
    'invented premises ' || number,
    number || ' Nowhere Road',
    'ZZ99' || chr((65 + number % 26)::integer)
        || chr((65 + number / 26 % 26)::integer),
    (ARRAY['pub', 'takeaway', 'shop', 'hotel', 'operator_base', 'unknown'])
        [(1 + number % 6)::integer],
    'stated',
    ST_SetSRID(
        CASE
            WHEN number < :alone
                THEN ST_MakePoint(:first + :step * number, :north)
            ELSE
                ST_MakePoint(
                    -- towns are thick in the middle: the mean of two draws, by fixed fractions
                    town.x + 3000 * (
                        (number * 7919 % 10007) / 10007.0 + (number * 104729 % 10009) / 10009.0 - 1
                    ),
                    town.y + 3000 * (
                        (number * 15485863 % 10037) / 10037.0
                        + (number * 32452843 % 10039) / 10039.0 - 1
                    )
                )
        END,
        27700
    ),
    'stated',
    1,
    (SELECT max(load_id) FROM held.load WHERE kind = 'premises')
FROM generate_series(0::bigint, :many - 1) AS number
INNER JOIN (
    SELECT
        row_number() OVER (ORDER BY authority) - 1 AS place,
        count(*) OVER () AS towns,
        authority,
        x,
        y
    FROM (
        SELECT authority, avg(ST_X(geom)) AS x, avg(ST_Y(geom)) AS y
        FROM held.premises
        WHERE geom IS NOT NULL
        GROUP BY authority
    ) AS each
) AS town ON number % town.towns = town.place
"""


def plant(connection: Connection) -> list[tuple[str, float, float]]:
    """Plant them; return the name of each that stands alone, and where it is (EPSG:4326)."""
    values = {"many": MANY, "alone": ALONE, "first": FIRST_ALONE, "north": NORTH_ALONE}
    connection.execute(text(PLANT), {**values, "step": STEP_M})
    alone = connection.execute(
        text(
            "SELECT name, ST_X(ST_Transform(geom, 4326)) AS longitude,"
            " ST_Y(ST_Transform(geom, 4326)) AS latitude FROM held.premises"
            " WHERE ST_Y(geom) = :north AND name LIKE 'Lone Premises %' ORDER BY name"
        ),
        {"north": NORTH_ALONE},
    )
    return [(row.name, row.longitude, row.latitude) for row in alone]
