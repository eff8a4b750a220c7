"""Repeat locations and the premises near them, beside geopandas and a plain spatial join."""

import pytest

from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize("days", [90, 365], ids=["quarter", "year"])
@pytest.mark.parametrize("peer", ["geopandas", "postgis"])
def test_flags_beside(table, size, filled, days, peer):
    ours = [run("flags_ours", filled, days) for _ in range(3)]
    theirs = [run(f"flags_{peer}", filled, days)]
    assert ours[0]["answer"] == theirs[0]["answer"]
    named = {"geopandas": "geopandas sjoin dwithin", "postgis": "plain ST_DWithin join"}[peer]
    table.add(f"flags, {days} days", size, ours, named, theirs)
