"""The engine's kernels beside other libraries on the same arrays; answers are compared first."""

import pytest
from sqlalchemy import NullPool, create_engine

from tests.benchmarks import spatial
from tests.benchmarks.conftest import SIZES
from tests.benchmarks.table import run

pytestmark = pytest.mark.benchmark
TURNS = 3


def beside(
    table, size, job, ours, peer, named, *, same=True, within=0.0, turns=TURNS, times=1, at=None
):
    """Time both in turn, so that a busy moment of the machine meets both. ``at``: a database.

    At L they take minutes, and are timed once.
    """
    first, second = [], []
    for _ in range(1 if size == "L" else turns):
        first.append(run(ours, size))
        second.append(run(peer, at or size))
    if within:
        assert first[0]["answer"] == pytest.approx(second[0]["answer"], rel=within)
    elif same:
        assert first[0]["answer"] == second[0]["answer"]
    for each in second:
        each["seconds"] *= times
    return table.add(job, size, first, named, second)


def test_counts_by_band_beside_a_tree_and_geopandas(table, size):
    """At L beside a grid and a tree alone: geopandas would take hours."""
    line = beside(table, size, "counts by band", "counts_ours", "counts_bare", "a bare grid kernel")
    if size == "M":
        assert line.ratio > 0.5  # never slower than twice the least
    beside(table, size, "counts by band", "counts_ours", "counts_ckdtree", "scipy cKDTree")
    if size != "L":
        beside(
            table, size, "counts by band", "counts_ours", "counts_geopandas",
            "geopandas sjoin dwithin", turns=1 if size == "M" else TURNS,
        )  # fmt: skip


@pytest.fixture(scope="module")
def planted(server, size):
    name = server.copy_of("blank")
    address = str(server.settings(name).database_url)
    spatial.plant(address, size)
    yield address
    server.drop(name)


def test_counts_by_band_beside_a_join_in_the_database(table, size, planted):
    """At L the database has two thousand million pairs to look at, and is not asked."""
    if size == "L":
        pytest.skip("a plain join takes hours at L")
    beside(
        table, size, "counts by band", "counts_ours", "counts_postgis",
        "plain ST_DWithin join", at=planted, turns=1 if size != "S" else TURNS,
    )  # fmt: skip


def test_places_of_50_m_beside_clusterings_of_the_rows(table, size, planted):
    """At L the peers take minutes and gigabytes: the tree alone, on points that are different."""
    beside(table, size, "distinct points in 50 m", "clusters_ours", "clusters_ckdtree", "cKDTree")
    if size != "L":
        once = {"turns": 1 if size == "M" else TURNS}
        beside(
            table, size, "places of 50 m", "places_ours", "places_sklearn", "scikit-learn DBSCAN",
            **once,
        )  # fmt: skip
        beside(
            table, size, "places of 50 m", "places_ours", "places_postgis", "ST_ClusterDBSCAN",
            at=planted, **once,
        )  # fmt: skip


def test_wards_beside_a_join_of_every_row(table, size, planted):
    """All rows by ward, by the ward that is kept for each point."""
    ours, theirs = [], []
    for _ in range(1 if size == "L" else TURNS):
        ours.append(run("board_by_point", planted))
        theirs.append(run("board_postgis", planted))
    assert ours[0]["answer"] == theirs[0]["answer"]
    table.add("rows by ward", size, ours, "PostGIS spatial join", theirs)


def test_a_quarter_by_ward_and_child_beside_a_join_of_a_flat_table(table, size, filled):
    """As it is published, from what is held: derived.ward_episodes, all of it."""
    with create_engine(filled, poolclass=NullPool).begin() as connection:
        spatial.plant_wards(connection)
    ours, theirs = [], []
    for _ in range(1 if size == "L" else TURNS):
        ours.append(run("quarter_ours", filled))
        theirs.append(run("quarter_postgis", filled))
    assert ours[0]["answer"] == theirs[0]["answer"]
    table.add("a quarter by ward, child", size, ours, "PostGIS spatial join", theirs)


def test_the_test_of_chance_beside_999_joins(table, size):
    """One join is timed, and taken 999 times."""
    beside(
        table, size, "test against chance", "chance_ours", "chance_geopandas",
        "999 geopandas joins", same=size != "L", times=999,
    )  # fmt: skip


def test_gi_star_beside_999_shuffles(table, size):
    """The shuffles are of all cells, a cell's own among them: nearly the same cells are found."""
    beside(table, size, "Gi* and its chance", "gi_ours", "gi_shuffled", "999 shuffles", same=False)


def test_gi_star_beside_esda(table, size):
    """Nine shuffles are timed and taken 111 times, what is not shuffled once; at S alone."""
    if size != "S":
        pytest.skip("esda takes hours at more than S")
    ours, plain, few = (run(job, size) for job in ("gi_high_ours", "gi_esda_plain", "gi_esda"))
    assert ours["answer"] == plain["answer"] == few["answer"]
    few["seconds"] = plain["seconds"] + 111 * max(few["seconds"] - plain["seconds"], 0)
    table.add("Gi* and its chance", size, [ours], "esda, 999 permutations", [few])


def test_density_beside_scipys_filter_and_kdepy(table, size):
    """KDEpy shares each point among four centres, so its answer is a little flatter."""
    beside(
        table, size, "density of 100 m", "kde_ours", "kde_ndimage", "scipy.ndimage", within=0.001
    )
    beside(
        table, size, "density of 100 m", "kde_ours", "kde_kdepy", "KDEpy FFTKDE", within=0.05
    )  # fmt: skip


@pytest.mark.parametrize(
    "job", ["counts_ours", "places_ours", "chance_ours", "kde_ours", "gi_high_ours"]
)
def test_how_cost_grows_is_printed(table, size, job):
    """From S on; at S there is nothing to compare."""
    if size == "S":
        pytest.skip("a slope needs two sizes: ask with --size M or L")
    took = [min(run(job, each)["seconds"] for _ in range(2)) for each in ("S", size)]
    rows = sum(SIZES["S"]), sum(SIZES[size])
    table.slope(job.removesuffix("_ours"), ("S", size), rows, took)
