"""What recurs since a load is told with it: by the command, with the stored load, by a page."""

import hashlib

import pytest
from sqlalchemy import text

from loaders import recurring
from tests.journey import files
from tests.journey.uploading import Sender
from tests.people import populate

CODE = "E06999001"
CHILDREN = [hashlib.sha256(bytes([n])).hexdigest() for n in range(4)]


@pytest.fixture
def sender(settings, owner, nightjar, keys, tmp_path):
    populate(owner)
    path = files.write(tmp_path / "b.geojson", files.boundary(CODE, "Skerrowby"))
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    made = Sender(settings.model_copy(update={"data": tmp_path / "data"}), owner)
    yield made
    made.pools.dispose()


def episodes(first, east, days=(1, 2, 3)):
    rows = [
        [first + n, CHILDREN[n % 2], "missing", f"2026-09-{day:02d} 20:00",
         "found", 300000 + east, 410000, "takeaway", CODE]
        for n, day in enumerate(days)
    ]  # fmt: skip
    return files.rows_as_csv(files.EPISODES, rows)


def test_new_places_are_told_by_the_command_the_load_and_the_page(sender, nightjar, tmp_path):
    def load(name, body):
        path = files.write(tmp_path / name, body)
        return nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json")

    first = load("1.csv", episodes(1, 0))
    assert "new_repeat_locations" not in first.json  # there is nothing that it is new beside
    second = load("2.csv", episodes(11, 2000))
    assert second.json["new_repeat_locations"] == 1
    assert "1 new repeat location since the load before" in second.json["notices"]
    assert load("3.csv", episodes(21, 10)).json["new_repeat_locations"] == 0
    again = load("2.csv", episodes(11, 2000)).json
    assert (again["state"], again["new_repeat_locations"]) == ("already_loaded", 1)
    shown = nightjar("loads", "show", second.json["load"], "--json").json
    assert shown["new_repeat_locations"] == 1

    page = sender.sent("episodes", ("4.csv", episodes(31, 4000)), supplier="Invented Police")
    sender.work()
    with sender.owner.connect() as connection:
        held = "SELECT count(*) FROM held.load WHERE report ? 'new_repeat_locations'"
        assert connection.scalar(text(held)) == 2  # a check leaves nothing
    sender.act(page, "commit")
    sender.work()
    with sender.owner.connect() as connection:
        row = connection.execute(text(
            "SELECT public_id, report FROM held.load WHERE file_name = '4.csv'")).one()  # fmt: skip
    assert row.report["new_repeat_locations"] == 1
    assert "1 new repeat location since the load before" in sender.text(f"/sources/{row.public_id}")


def test_a_load_stands_though_what_is_new_takes_too_long_to_count(
    sender, nightjar, tmp_path, monkeypatch
):
    monkeypatch.setattr(recurring, "WITHIN_MS", 1)
    for number, east in ((1, 0), (11, 2000)):
        path = files.write(tmp_path / f"{number}.csv", episodes(number, east))
        done = nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json")
        assert (done.code, done.json["state"], done.json["accepted"]) == (0, "loaded", 3)
    assert "new_repeat_locations" not in done.json
