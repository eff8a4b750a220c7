"""The table that a board asks for, beside a spatial join of every row; answers come first."""

import pytest

from tests.benchmarks.table import run
from tests.benchmarks.tables import plant_table

pytestmark = pytest.mark.benchmark


def test_ten_years_by_ward_and_quarter_beside_a_join_of_every_row(table, server, size):
    name = server.copy_of("blank")
    address = str(server.settings(name).database_url)
    plant_table(address, size)
    ours, theirs = [], []
    for _ in range(1 if size == "L" else 3):  # in turn, so that a busy moment meets both
        ours.append(run("table_ours", size))
        theirs.append(run("table_postgis", address))
    server.drop(name)
    assert ours[0]["answer"] == theirs[0]["answer"]
    table.add("table of wards by quarter", size, ours, "PostGIS spatial join", theirs)
