"""Loading episodes end to end, beside geopandas on the same file and server."""

import pytest

from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark


def test_load_beside_geopandas(table, size, episodes, address):
    ours, theirs = [], []
    for _ in range(3):
        ours.append(run("load_ours", address, episodes))
        empty_again(address)
        if len(theirs) < 2:
            theirs.append(run("load_geopandas", address, episodes))
    assert ours[0]["answer"] == theirs[0]["answer"]
    table.add("load episodes", size, ours, "geopandas to_postgis", theirs)


def empty_again(address):
    from sqlalchemy import create_engine, text

    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(
            text(
                "TRUNCATE held.episode, held.episode_place, held.child, held.map_point,"
                " held.load CASCADE"
            )
        )
    engine.dispose()
