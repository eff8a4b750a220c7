"""nightjar visits: what may be passed on and what may not, each recorded as it leaves."""

import pytest
from sqlalchemy import text

from tests.database.test_visits import VISITED, Office

NOTE = "The canary sat behind the rear door."
WHY = ("--reason", "the yearly report of visits")


@pytest.fixture
def office(settings):
    made = Office(settings)
    yield made
    made.owner.dispose()
    made.login.dispose()


def test_a_file_of_visits_has_no_day_name_or_word_unless_it_is_asked_for_in_full(
    office, nightjar, keys, tmp_path
):
    with office.acting() as (visits, _):
        visits.record(None, office.places[0], 0, office.record(note=NOTE))
    told = {}
    for name, more in (("masked", ()), ("full", ("--full",))):
        path = tmp_path / f"{name}.csv"
        done = nightjar("visits", "export", "--output", path, *WHY, *more, "--json")
        assert done.code == 0, done.out
        assert (done.json["rows"], done.json["masked"]) == (1, name == "masked")
        told[name] = path.read_text(encoding="utf-8-sig")
        marking = path.with_name(f"{name}.csv.txt").read_text()
        assert "OFFICIAL-SENSITIVE" in marking
        assert done.json["sha256"] in marking
    assert VISITED.isoformat() not in told["masked"]
    assert VISITED.isoformat() in told["full"]
    assert "Ottilie Marsh" not in told["masked"]
    assert "Ottilie Marsh" in told["full"]
    assert "The Lantern 0" in told["masked"]
    # what an officer wrote reaches nobody but through a joint review, in full or not
    assert NOTE not in told["masked"] + told["full"]
    with office.owner.connect() as connection:
        found = connection.scalar(text("SELECT count(*) FROM audit.entry WHERE action = 'export'"))
    assert found == 2


def test_a_list_is_narrowed_by_days_and_authority_and_is_one_object_of_json(office, nightjar, keys):
    office.planned(office.places[0])
    for more, count in (
        ((), 1),
        (("--from", "2026-12-04", "--to", "2026-12-04"), 1),
        (("--from", "2026-12-05"), 0),
        (("--to", "2026-12-03"), 0),
        (("--authority", "E06999777"), 0),
    ):
        done = nightjar("visits", "list", *WHY, *more, "--json")
        assert done.code == 0, done.out
        assert len(done.json["visits"]) == count, more


def test_a_list_is_in_words_for_a_person_and_in_full_one_below_the_other(office, nightjar, keys):
    with office.acting() as (visits, _):
        visits.record(None, office.places[0], 0, office.record(note=NOTE))
    office.planned(office.places[1])
    short = nightjar("visits", "list", *WHY).out
    assert "advice or conditions" in short
    assert "2 visits" in short
    for code in ("premises_name", "no_concern", "done"):
        assert code not in short
    full = nightjar("visits", "list", *WHY, "--full").out
    assert f"visited on: {VISITED:%-d %B %Y}\n" in full
    assert "visited by: Ottilie Marsh\n" in full
    assert "…" not in full, "nothing is cut off"
    none = nightjar("visits", "list", *WHY, "--full", "--from", "2031-01-01")
    assert "there is none" in none.out + none.err
