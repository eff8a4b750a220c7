"""What is past its time goes from every table; its counts stay, and what is held back stays."""

import datetime as dt

import pytest
from sqlalchemy import text

from tests.journey import files
from tests.journey.files import AUTHORITY, X, episode_row, premises_row, pseudonym, write
from tests.journey.held import counts, everything
from tests.people import populate

# 24 months before this day is 15 September 2024
AS_AT = ("--as-at", "2026-09-15")
LAST_OVER, FIRST_KEPT = "2024-09-14 23:59", "2024-09-15 00:00"


@pytest.fixture
def known(nightjar, keys, tmp_path):
    path = write(tmp_path / "b.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    path = write(tmp_path / "r.csv", files.register([premises_row(30)]))
    assert nightjar("load", "premises", path, "--authority", AUTHORITY).code == 0
    return nightjar


def load(command, tmp_path, rows, name="e.csv"):
    path = write(tmp_path / name, files.episodes(rows))
    done = command("load", "episodes", path, "--supplier", "Invented Police", "--json")
    assert done.code == 0
    return done.json


def retain(command, *more):
    done = command("retain", *(more or AS_AT), "--json")
    assert done.code == 0, done.err
    return done.json


def rows(owner, statement):
    with owner.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


COUNTS = "SELECT quarter::text, month::text, authority, category, episodes, children FROM"
COUNTS += " held.episode_month ORDER BY quarter, month, authority, category"


def test_an_episode_goes_on_the_day_after_its_time_and_not_before(known, owner, tmp_path):
    load(known, tmp_path, [episode_row(1, start=LAST_OVER), episode_row(2, start=FIRST_KEPT)])
    assert retain(known)["episodes"]["episodes"] == 1
    assert rows(owner, "SELECT episode_ref FROM held.episode") == [("EP-00002",)]
    assert retain(known, "--as-at", "2026-09-16")["episodes"]["episodes"] == 1
    assert known("db", "check").code == 0


def test_what_goes_is_gone_from_every_table_and_flag_run(known, owner, tmp_path):
    far = X + 5_000
    old = [
        episode_row(n, child, start=LAST_OVER, easting=far)
        for n, child in enumerate(("anna", "ben", "carl"), 1)
    ]
    new = [episode_row(n, "dora", start="2026-09-01 22:00") for n in (7, 8)]
    load(known, tmp_path, [*old, *new])
    known("flag", "--as-at", "2024-09-30")
    assert counts(owner)["flag_location"] == 1
    done = retain(known)["episodes"]
    assert (done["episodes"], done["children"], done["flag_locations"]) == (3, 3, 1)
    assert rows(owner, "SELECT child_ref FROM held.child") == [(pseudonym("dora"),)]
    assert rows(owner, "SELECT count(*) FROM held.flag_location") == [(0,)]
    assert rows(owner, "SELECT count(*) FROM released.repeat_location_for_analyst") == [(0,)]
    assert rows(owner, f"SELECT count(*) FROM held.map_point WHERE ST_X(geom) = {far}") == [(0,)]
    ((notes,),) = rows(owner, "SELECT notes FROM held.flag_run")
    assert notes[0]["why"] == "retention"


def test_a_location_of_kept_days_alone_stays(known, owner, tmp_path):
    both = [episode_row(n, c, start=FIRST_KEPT) for n, c in enumerate("abc", 1)]
    load(known, tmp_path, both)
    known("flag", "--as-at", "2024-09-30")
    assert retain(known)["episodes"]["flag_locations"] == 0
    assert counts(owner)["flag_location"] == 1


def test_counts_of_at_least_five_children_are_kept_by_month_and_category(known, owner, tmp_path):
    july = [episode_row(n, f"c{n}", start="2024-07-10 12:00") for n in range(5)]
    july.append(episode_row(5, "c1", start="2024-07-20 12:00"))
    load(known, tmp_path, july)
    assert retain(known)["episodes"]["counts_kept"] == 1
    expected = [("2024-07-01", "2024-07-01", AUTHORITY, "missing", 6, 5)]
    assert rows(owner, COUNTS) == expected
    retain(known, "--as-at", "2026-11-01")
    assert rows(owner, COUNTS) == expected  # counted once, whatever day it is asked


def test_fewer_than_five_children_join_the_next_coarser_count(known, owner, tmp_path):
    four = [episode_row(n, f"c{n}", start="2024-07-10 12:00") for n in range(4)]
    fifth = [episode_row(4, "c4", start="2024-08-10 12:00")]
    absent = [episode_row(5, "c5", start="2024-08-10 12:00", category="away_from_placement")]
    load(known, tmp_path, [*four, *fifth, *absent])
    retain(known)
    assert rows(owner, COUNTS) == [
        ("2024-07-01", None, AUTHORITY, "missing", 5, 5),
        ("2024-07-01", None, None, None, 1, None),
    ]


def test_a_quarter_is_counted_whole_when_its_first_day_passes(known, owner, tmp_path):
    old = [episode_row(n, f"c{n}", start="2024-07-01 12:00") for n in range(5)]
    later = [episode_row(n, f"d{n}", start="2024-09-29 12:00") for n in range(10, 16)]
    other = [episode_row(n, f"e{n}", start="2024-10-01 12:00") for n in range(20, 26)]
    load(known, tmp_path, [*old, *later, *other])
    retain(known, "--as-at", "2026-07-01")
    assert rows(owner, COUNTS) == []  # its first day is the first that is kept
    assert retain(known, "--as-at", "2026-07-02")["episodes"]["episodes"] == 5
    expected = [
        ("2024-07-01", "2024-07-01", AUTHORITY, "missing", 5, 5),
        ("2024-07-01", "2024-09-01", AUTHORITY, "missing", 6, 6),
    ]
    assert rows(owner, COUNTS) == expected
    assert retain(known, "--as-at", "2026-09-30")["episodes"]["episodes"] == 6
    assert rows(owner, COUNTS) == expected


def test_each_episode_is_in_one_count_alone(own_county, keys, monkeypatch, nightjar):
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", own_county.database_url)
    from geo.database import engine

    owner = engine(own_county)
    ((held,),) = rows(
        owner,
        "SELECT count(*) FROM held.episode"
        " WHERE started_at < '2025-07-01'::timestamp AT TIME ZONE 'Europe/London'",
    )
    done = retain(nightjar, "--as-at", "2027-07-01")["episodes"]
    assert done["episodes"] == held > 100
    assert rows(owner, "SELECT sum(episodes) FROM held.episode_month") == [(held,)]
    assert nightjar("db", "check").code == 0
    owner.dispose()


def test_repeated_it_deletes_nothing_more(known, owner, tmp_path):
    load(known, tmp_path, [episode_row(1, start=LAST_OVER), episode_row(2, start=FIRST_KEPT)])
    retain(known)
    before = everything(owner)
    again = retain(known)
    assert (again["episodes"]["episodes"], again["rejects"], again["audit"]) == (0, 0, 0)
    assert everything(owner) == before


def test_a_dry_run_says_the_same_and_deletes_nothing(known, owner, tmp_path):
    load(known, tmp_path, [episode_row(1, start=LAST_OVER), episode_row(2, start=FIRST_KEPT)])
    before = everything(owner)
    dry = retain(known, *AS_AT, "--dry-run")
    assert everything(owner) == before
    assert known("audit", "list", "--action", "retain", "--json").json["entries"] == []
    wet = retain(known)
    assert dry["episodes"] == wet["episodes"]
    assert len(known("audit", "list", "--action", "retain", "--json").json["entries"]) == 1


@pytest.mark.parametrize("what", ["child", "days"])
def test_what_is_held_back_stays_until_the_hold_ends(known, owner, tmp_path, what):
    load(
        known,
        tmp_path,
        [
            episode_row(1, "anna", start="2024-03-04 12:00"),
            episode_row(2, "ben", start="2024-03-05 12:00"),
        ],
    )
    names = {
        "child": ("--child-ref", pseudonym("anna")),
        "days": ("--from", "2024-03-01", "--to", "2024-03-04"),
    }[what]
    held = known("hold", "add", *names, "--reason", "court order of 4 May", "--json").json["hold"]
    assert retain(known)["episodes"]["episodes"] == 1
    assert rows(owner, "SELECT episode_ref FROM held.episode") == [("EP-00001",)]
    known("hold", "end", held, "--reason", "the court released it")
    assert retain(known)["episodes"]["episodes"] == 1
    assert counts(owner)["episode"] == 0


@pytest.mark.parametrize("what", ["child", "days"])
def test_a_stored_location_of_what_is_held_back_stays(known, owner, tmp_path, what):
    load(known, tmp_path, [episode_row(n, c, start=LAST_OVER) for n, c in enumerate("abc", 1)])
    known("flag", "--as-at", "2024-09-30")
    names = {
        "child": ("--child-ref", pseudonym("a")),
        "days": ("--from", "2024-09-14", "--to", "2024-09-14"),
    }[what]
    known("hold", "add", *names, "--reason", "court order of 4 May")
    assert retain(known)["episodes"]["flag_locations"] == 0
    assert counts(owner)["flag_location"] == 1


def test_without_the_key_a_held_child_stops_retention(known, owner, keys, tmp_path):
    load(known, tmp_path, [episode_row(1, "anna", start=LAST_OVER)])
    names = ("--child-ref", pseudonym("anna"))
    known("hold", "add", *names, "--reason", "court order of 4 May")
    (keys.folder / "erasure.key").unlink()
    refused = known("retain", *AS_AT)
    assert refused.code == 1
    assert counts(owner)["episode"] == 1


def test_rejects_go_after_twelve_months_and_their_counts_stay(known, owner, tmp_path):
    told = load(known, tmp_path, [episode_row(1), episode_row(2, easting="no number")])
    today = rows(owner, "SELECT (loaded_at AT TIME ZONE 'Europe/London')::date FROM held.load")
    day = max(each for (each,) in today)
    edge = day.replace(year=day.year + 1)
    assert retain(known, "--as-at", edge.isoformat())["rejects"] == 0
    assert retain(known, "--as-at", (edge + dt.timedelta(days=1)).isoformat())["rejects"] == 1
    shown = known("loads", "show", told["load"], "--json").json
    assert (shown["rejected"], shown["rejects"]) == (1, [])


@pytest.fixture
def session(owner):
    """A session that was last used on 15 June 2026."""
    populate(owner)
    with owner.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO held.session (token_sha256, account_id, stage, last_seen)"
                " SELECT sha256('one'), account_id, 'choose', '2026-06-15 12:00+01'"
                " FROM held.account LIMIT 1"
            )
        )


@pytest.mark.parametrize(("day", "gone"), [("2026-09-15", 0), ("2026-09-16", 1)])
def test_a_session_goes_three_months_after_it_was_used(known, owner, session, day, gone):
    assert retain(known, "--as-at", day)["sessions"] == gone
    assert counts(owner)["session"] == 1 - gone


def test_a_session_of_days_that_are_held_back_stays(known, owner, session):
    days = ("--from", "2026-06-15", "--to", "2026-06-15", "--reason", "court order of 4 May")
    assert known("hold", "add", *days).code == 0
    assert retain(known, "--as-at", "2026-12-01")["sessions"] == 0


def test_no_session_that_may_still_be_used_goes(known, owner, session):
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET last_seen = now()"))
    assert retain(known, "--as-at", "2099-01-01")["sessions"] == 0


def test_the_record_is_cut_after_six_years_and_still_stands(known, owner, tmp_path):
    load(known, tmp_path, [episode_row(1)])
    known("repeat-locations", *AS_AT, "--output", tmp_path / "a.csv")
    assert known("audit", "anchor").code == 0
    before = counts(owner)["export"]
    done = retain(known, "--as-at", "2099-01-01")
    assert (before, done["exports"], done["audit"] > 4) == (1, 1, True)
    verdict = known("audit", "verify", "--json").json
    assert (verdict["stands"], verdict["entries"]) == (True, 0)
    known("repeat-locations", *AS_AT)
    assert known("audit", "verify", "--json").json["entries"] == 1
    with pytest.raises(Exception, match="only ever added to"), owner.begin() as connection:
        connection.execute(text("DELETE FROM audit.entry"))


def test_a_dated_policy_is_in_force_from_its_day(known, owner, tmp_path):
    load(known, tmp_path, [episode_row(1, start="2026-01-10 12:00")])
    with owner.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO held.retention_policy VALUES"
                " ('episodes', '2026-09-15', 6, 'agreed by the board')"
            )
        )
    assert retain(known, "--as-at", "2026-09-14")["episodes"]["episodes"] == 0
    assert retain(known, "--as-at", "2026-09-15")["episodes"]["episodes"] == 1


def test_a_question_asked_after_is_a_new_one(known, tmp_path):
    load(known, tmp_path, [episode_row(n, c, start=LAST_OVER) for n, c in enumerate("abc", 1)])
    first = known("flag", "--as-at", "2024-09-30", "--json").json
    retain(known)
    again = known("flag", "--as-at", "2024-09-30", "--json").json
    assert (first["repeat_locations"], again["repeat_locations"]) == (1, 0)
    assert again["run"] != first["run"]
