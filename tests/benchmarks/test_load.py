"""Loading episodes end to end, beside geopandas on the same file and server."""

import pytest

from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark


def test_load_beside_geopandas(table, size, episodes, an_empty_one):
    """At L ours alone, once: a frame of ten million rows of words takes more memory than 24 GB."""
    if size == "L":
        with an_empty_one() as address:
            ours = [run("load_ours", address, episodes)]
        table.alone("load episodes", size, ours, "no peer at L")
        return
    ours, theirs = [], []
    for _ in range(5):  # in turn, so that a busy moment of the machine meets both
        with an_empty_one() as address:
            ours.append(run("load_ours", address, episodes))
        with an_empty_one() as address:
            theirs.append(run("load_geopandas", address, episodes))
    assert ours[0]["answer"] == theirs[0]["answer"]
    table.add("load episodes", size, ours, "geopandas to_postgis", theirs)
