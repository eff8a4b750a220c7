"""The engine's kernels beside other libraries on the same arrays; answers are compared first."""

import pytest

from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark
TURNS = 3


def beside(table, size, job, ours, peer, named, *, same=True, turns=TURNS, times=1):
    first, second = [], []
    for _ in range(turns):  # in turn, so that a busy moment of the machine meets both
        first.append(run(ours, size))
        second.append(run(peer, size))
    if same:
        assert first[0]["answer"] == second[0]["answer"]
    for each in second:
        each["seconds"] *= times
    return table.add(job, size, first, named, second)


def test_counts_by_band_beside_a_tree_and_geopandas(table, size):
    """At L beside the tree alone: geopandas would take hours, and more memory than there is."""
    beside(table, size, "counts by band", "counts_ours", "counts_ckdtree", "scipy cKDTree")
    if size != "L":
        beside(
            table, size, "counts by band", "counts_ours", "counts_geopandas",
            "geopandas sjoin dwithin", turns=1 if size == "M" else TURNS,
        )  # fmt: skip


def test_places_of_50_m_beside_a_tree(table, size):
    beside(table, size, "places of 50 m", "clusters_ours", "clusters_ckdtree", "cKDTree pairs")


def test_the_test_of_chance_beside_999_joins(table, size):
    """One join is timed, and taken 999 times."""
    beside(
        table, size, "test against chance", "chance_ours", "chance_geopandas",
        "999 geopandas joins", same=size != "L", turns=1 if size == "L" else TURNS, times=999,
    )  # fmt: skip


def test_gi_star_beside_999_shuffles(table, size):
    """The shuffles are of all cells, a cell's own among them: nearly the same cells are found."""
    beside(table, size, "Gi* and its chance", "gi_ours", "gi_shuffled", "999 shuffles", same=False)


def test_density_beside_scipys_filter(table, size):
    beside(table, size, "density of 100 m", "kde_ours", "kde_ndimage", "scipy.ndimage")
