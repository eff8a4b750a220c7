"""Repeat locations and the premises near them, beside geopandas and a plain spatial join.

The peers answer less: neither asks who is in business, nor when it is open.
"""

import pytest

from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark
DECADE = 3653  # days: every episode that is held, and nearly every point of them recurs


@pytest.mark.parametrize("days", [90, 365, DECADE], ids=["quarter", "year", "decade"])
@pytest.mark.parametrize(
    ("job", "peer", "named"),
    [
        ("flags_ours", "flags_geopandas", "geopandas sjoin dwithin"),
        ("flags_counted", "flags_postgis", "plain ST_DWithin join"),
    ],
    ids=["as a frame", "in the database"],
)
def test_flags_beside(table, size, filled, days, job, peer, named):
    """At L once: not beside a frame of ten million rows, for which 24 GB are too few.

    Nor beside a plain join of a year, which is some two hundred million pairs. A decade is asked
    of M, once: that is forty-six million pairs of rows.
    """
    if size == "L" and days == DECADE:
        return
    if size == "L" and (peer == "flags_geopandas" or days == 365):
        table.alone(f"{job}, {days} days", size, [run(job, filled, days)], "no peer at L")
        return
    ours, theirs = [], []
    # in turn, so that a busy moment of the machine meets both
    for _ in range(1 if size == "L" or days == DECADE else 3):
        ours.append(run(job, filled, days))
        theirs.append(run(peer, filled, days))
    assert ours[0]["answer"] == theirs[0]["answer"]
    table.add(f"{job}, {days} days", size, ours, named, theirs)


def test_flags_end_to_end_beside_what_is_computed_alone(table, size, filled):
    """Read by columns, stored by COPY: under ten times the computing at M."""
    ours, alone = [], []
    for _ in range(1 if size == "L" else 3):
        ours.append(run("flags_stored", filled, 90))
        alone.append(run("flags_computed", filled, 90))
    assert ours[0]["answer"] == alone[0]["answer"]
    line = table.add("flag, end to end", size, ours, "the test alone, on arrays", alone)
    if size == "M":
        assert line.ours_s < 10 * line.peer_s  # the ratio of the line is rounded
