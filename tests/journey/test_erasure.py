"""A child who was erased is in no table, and no delivery brings the child back."""

import io
import json

import pytest
from sqlalchemy import text

from geo.database import query
from geo.keys import Keys
from geo.upgrade import upgrade
from tests.journey import files
from tests.journey.files import AUTHORITY, X, Y, episode_row, premises_row, pseudonym, write
from tests.journey.held import counts, everything
from tests.journey.uploading import Sender
from tests.people import populate

AS_AT = ("--as-at", "2026-09-30")
WHY = ("--reason", "the parents asked for it")


def every_byte(owner):
    """Everything that any table of ours holds, as COPY writes it."""
    whole = io.BytesIO()
    with owner.connect() as connection:
        tables = connection.execute(
            text(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                " WHERE schemaname IN ('held', 'audit', 'public')"
                " AND tablename <> 'spatial_ref_sys'"
            )
        ).scalars()
        driver = connection.connection.driver_connection
        for table in tables.all():
            with driver.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
                whole.writelines(copy)
    return whole.getvalue()


def delivery(tmp_path, rows, name="e.csv"):
    return write(tmp_path / name, files.episodes(rows))


@pytest.fixture
def known(nightjar, keys, tmp_path):
    path = write(tmp_path / "b.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    path = write(tmp_path / "r.csv", files.register([premises_row(30)]))
    assert nightjar("load", "premises", path, "--authority", AUTHORITY).code == 0
    return nightjar


ROWS = [
    episode_row(1, "anna"),
    episode_row(2, "anna", easting=X + 3_000, start="2026-09-02 21:00"),
    episode_row(3, "ben"),
    episode_row(4, "carl"),
    episode_row(5, "dora", easting=X - 4_000),
    episode_row(6, "ben", easting=X - 4_000),
    episode_row(7, "carl", easting=X - 4_000),
]


@pytest.fixture
def loaded(known, tmp_path):
    path = delivery(tmp_path, ROWS)
    assert known("load", "episodes", path, "--supplier", "Invented Police").code == 0
    return known


def load(command, path):
    return command("load", "episodes", path, "--supplier", "Invented Police", "--json")


def erase(command, child, *more):
    return command("erase", "--child-ref", pseudonym(child), *WHY, "--json", *more)


def test_everything_of_the_child_is_gone_and_nothing_of_another(loaded, owner):
    before = counts(owner)
    done = erase(loaded, "anna").json
    after = counts(owner)
    assert (done["episodes"], done["places"], done["children"], done["points"]) == (2, 2, 1, 1)
    assert before["episode"] - after["episode"] == 2
    assert after["map_point"] == before["map_point"] - 1  # the other point is others' too
    assert after["tombstone"] == 1
    assert loaded("db", "check").code == 0


def test_no_table_holds_the_reference_afterwards(loaded, owner):
    ref = pseudonym("anna").encode()
    assert ref in every_byte(owner)
    assert erase(loaded, "anna").code == 0
    left = every_byte(owner)
    assert ref not in left
    assert b"EP-00001" not in left
    assert pseudonym("ben").encode() in left


def test_corrections_that_tell_of_the_child_go_too(loaded, owner, tmp_path):
    moved = [episode_row(1, "anna", easting=X + 1_000), episode_row(3, "anna", easting=X + 7_000)]
    assert load(loaded, delivery(tmp_path, moved, "c.csv")).json["corrected_episodes"] == 2
    back = [episode_row(3, "ben", easting=X + 9_000)]
    assert load(loaded, delivery(tmp_path, back, "d.csv")).json["corrected_episodes"] == 1
    done = erase(loaded, "anna").json
    # episode 1's own, and what episode 3 said while it was taken for hers
    assert done["corrections"] == 2
    with owner.connect() as connection:
        was = connection.scalars(text("SELECT was FROM held.episode_correction")).all()
        held = connection.scalars(text("SELECT child_id FROM held.child")).all()
        far = connection.scalar(
            text("SELECT count(*) FROM held.map_point WHERE ST_X(geom) = :x"), {"x": X + 7_000}
        )
    assert {each["child_id"] for each in was} <= set(held)
    assert far == 0
    assert loaded("db", "check").code == 0


def test_flags_that_counted_the_child_go_with_a_note_and_are_raised_anew(loaded, owner):
    first = loaded("flag", *AS_AT, "--json").json
    assert (first["repeat_locations"], first["premises"]) == (2, 1)
    done = erase(loaded, "anna").json
    assert (done["flag_locations"], done["flags"], done["flag_runs"]) == (1, 1, 1)
    with owner.connect() as connection:
        notes = connection.scalar(text("SELECT notes FROM held.flag_run"))
        left = connection.scalar(text("SELECT count(*) FROM held.flag_location"))
    assert [(note["why"], note["locations_removed"]) for note in notes] == [("erasure", 1)]
    assert left == 1  # where others were found, nothing changed
    again = loaded("flag", *AS_AT, "--json").json
    assert (again["run"] != first["run"], again["already_raised"]) == (True, False)
    assert (again["repeat_locations"], again["premises"]) == (1, 0)


def test_a_day_outside_a_location_does_not_remove_it(loaded, tmp_path):
    late = [episode_row(9, "elsa", easting=X - 4_000, start="2026-10-20 21:00")]
    load(loaded, delivery(tmp_path, late, "late.csv"))
    loaded("flag", *AS_AT)
    assert erase(loaded, "elsa").json["flag_locations"] == 0


@pytest.mark.parametrize("form", ["as it was", "in capitals"])
def test_a_later_delivery_is_turned_away_row_by_row(loaded, owner, tmp_path, form):
    erase(loaded, "anna")
    ref = pseudonym("anna")
    rows = [
        episode_row(11, child_pid=ref.upper() if form == "in capitals" else ref),
        episode_row(12, "ben"),
        episode_row(13, child_pid=ref, easting=X + 6_000, start="2026-08-01 20:00"),
    ]
    told = load(loaded, delivery(tmp_path, rows, "f.csv")).json
    assert (told["read"], told["accepted"], told["rejected"], told["already_held"]) == (3, 1, 2, 0)
    assert told["reasons"] == {"erased_before": 2}
    assert ref.encode() not in every_byte(owner).lower()
    with owner.connect() as connection:
        found = connection.scalar(
            text("SELECT count(*) FROM held.map_point WHERE ST_X(geom) = :x"), {"x": X + 6_000}
        )
    assert found == 0


def test_the_same_file_again_changes_nothing(loaded, owner, tmp_path):
    erase(loaded, "anna")
    before = everything(owner)
    told = load(loaded, tmp_path / "e.csv").json
    assert told["state"] == "already_loaded"
    assert everything(owner) == before


def test_the_same_rows_under_another_name_bring_nobody_back(loaded, owner, tmp_path):
    erase(loaded, "anna")
    told = load(loaded, delivery(tmp_path, [*ROWS, episode_row(8, "ben")], "new.csv")).json
    assert (told["read"], told["accepted"], told["rejected"], told["already_held"]) == (8, 1, 2, 5)
    assert pseudonym("anna").encode() not in every_byte(owner)


def test_places_in_a_file_of_their_own_are_turned_away_with_the_episodes(loaded, owner, tmp_path):
    erase(loaded, "anna")
    episodes = files.rows_as_csv(
        ("episode_id", "child_pid", "category", "start", "authority_code"),
        [
            ["N1", pseudonym("anna"), "missing", "2026-09-01 10:00", AUTHORITY],
            ["N2", pseudonym("ben"), "missing", "2026-09-01 10:00", AUTHORITY],
        ],
    )
    places = files.rows_as_csv(
        ("episode_id", "role", "easting", "northing", "place_kind"),
        [["N1", "found", X + 8_000, Y, "takeaway"], ["N2", "found", X, Y, "takeaway"]],
    )
    pair = [write(tmp_path / "n.csv", episodes), write(tmp_path / "p.csv", places)]
    line = ("load", "episodes", *pair, "--supplier", "Invented Police", "--json")
    told = loaded(*line).json
    assert (told["accepted"], told["reasons"]) == (2, {"erased_before": 2})
    with owner.connect() as connection:
        refs = connection.scalars(text("SELECT episode_ref FROM held.episode")).all()
        assert (
            connection.scalar(
                text("SELECT count(*) FROM held.map_point WHERE ST_X(geom) = :x"), {"x": X + 8_000}
            )
            == 0
        )
    assert "N2" in refs
    assert "N1" not in refs


def test_the_missing_table_of_social_care_is_turned_away_too(loaded, tmp_path):
    erase(loaded, "anna")
    rows = [
        [pseudonym(child), "M", "01/05/2026", "03/05/2026"] for child in ("anna", "ben", "fred")
    ]
    path = write(
        tmp_path / "missing.csv",
        files.rows_as_csv(("CHILD", "MISSING", "MIS_START", "MIS_END"), rows),
    )
    told = loaded("load", "episodes", path, "--supplier", "Children's services", "--json").json
    assert (told["accepted"], told["reasons"]) == (2, {"erased_before": 1})


def test_a_file_of_erased_children_alone_is_refused(loaded, owner, tmp_path):
    erase(loaded, "anna")
    before = everything(owner)
    refused = load(loaded, delivery(tmp_path, [episode_row(20, "anna")], "g.csv"))
    assert (refused.code, refused.json["reasons"]) == (1, {"erased_before": 1})
    assert pseudonym("anna") not in refused.out + refused.err
    assert everything(owner) == before


def test_without_the_key_nothing_is_erased(loaded, owner, keys):
    (keys.folder / "erasure.key").unlink()
    before = everything(owner)
    refused = erase(loaded, "anna")
    assert refused.code == 1
    assert "the erasure key must be in" in refused.err
    assert everything(owner) == before


def test_without_the_key_no_episodes_are_loaded_while_somebody_was_erased(loaded, keys, tmp_path):
    path = delivery(tmp_path, [episode_row(30, "ben")], "h.csv")
    (keys.folder / "erasure.key").rename(tmp_path / "kept.key")
    assert load(loaded, path).code == 0  # nobody was erased yet, so no key is needed
    (tmp_path / "kept.key").rename(keys.folder / "erasure.key")
    erase(loaded, "anna")
    (keys.folder / "erasure.key").unlink()
    refused = load(loaded, delivery(tmp_path, [episode_row(31, "ben")], "i.csv"))
    assert refused.code == 1
    assert "the erasure key must be in" in refused.err


def test_another_key_does_not_pass_for_the_one_that_marks_were_made_by(loaded, keys, tmp_path):
    erase(loaded, "anna")
    (keys.folder / "erasure.key").unlink()
    Keys(keys.folder).make_missing()
    refused = load(loaded, delivery(tmp_path, [episode_row(32, "anna")], "j.csv"))
    assert refused.code == 1
    assert "is another" in refused.err


def test_a_reference_that_nobody_sent_is_refused_unless_ahead(known, owner, tmp_path):
    refused = erase(known, "nobody")
    assert refused.code == 1
    assert pseudonym("nobody") not in refused.out + refused.err
    assert counts(owner)["tombstone"] == 0
    assert erase(known, "nobody", "--ahead").json["erased"]
    told = load(known, delivery(tmp_path, [*ROWS, episode_row(40, "nobody")], "k.csv")).json
    assert told["reasons"] == {"erased_before": 1}


def test_erasing_twice_says_so_and_changes_nothing(loaded, owner):
    erase(loaded, "anna")
    before = everything(owner)
    again = erase(loaded, "anna")
    assert (again.code, again.json["erased"]) == (0, False)
    assert again.json["erased_before"]
    assert everything(owner) == before


@pytest.mark.parametrize("way", ["file", "standard input"])
def test_the_reference_can_be_kept_out_of_a_shells_history(loaded, owner, tmp_path, way):
    from click.testing import CliRunner

    from webmap.cli import main

    path = write(tmp_path / "ref", pseudonym("anna") + "\n")
    how = ["--child-ref-file", str(path)] if way == "file" else ["--child-ref", "-"]
    done = CliRunner().invoke(
        main, ["erase", *how, *WHY], input=pseudonym("anna") + "\n", catch_exceptions=False
    )
    assert done.exit_code == 0
    assert "history" not in done.stderr
    assert pseudonym("anna") not in done.output
    assert pseudonym("anna").encode() not in every_byte(owner)


def test_a_reason_that_holds_the_reference_is_refused(loaded, owner):
    ref = pseudonym("anna")
    refused = loaded("erase", "--child-ref", ref, "--reason", f"erase {ref.upper()} please")
    assert refused.code == 1
    assert counts(owner)["tombstone"] == 0


def test_the_record_tells_of_the_erasure_and_not_of_whom(loaded, owner, keys):
    erase(loaded, "anna")
    rows = loaded("audit", "list", "--action", "erase", "--json").json["entries"]
    # how many episodes one child had is content, which who reads the record never sees
    assert [row["detail"] for row in rows] == [{"reason": WHY[1]}]
    mark = keys.digest("erasure", pseudonym("anna")).hex()
    with owner.connect() as connection:
        said = connection.scalars(text("SELECT subject || detail::text FROM audit.entry")).all()
    assert [each for each in said if mark in each or pseudonym("anna") in each] == []
    assert loaded("audit", "verify").code == 0


def test_what_earlier_releases_counted_of_a_child_is_not_shown(known, owner):
    with owner.begin() as connection:
        detail = json.dumps({"episodes": 2, "places": 2, "points": 1, "reason": WHY[1]})
        values = {"actor": "console", "action": "erase", "subject": "1", "detail": detail}
        connection.execute(query("audit_add"), values)
    rows = known("audit", "list", "--action", "erase", "--json").json["entries"]
    assert [row["detail"] for row in rows] == [{"reason": WHY[1]}]


def test_files_that_may_count_the_child_are_called_back(loaded, tmp_path):
    within, outside = tmp_path / "within.csv", tmp_path / "outside.csv"
    loaded("repeat-locations", *AS_AT, "--output", within)
    loaded("repeat-locations", "--as-at", "2025-09-30", "--output", outside)
    done = erase(loaded, "anna").json
    assert [each["file_name"] for each in done["recalled"]] == ["within.csv"]
    listed = {each["file_name"]: each for each in loaded("exports", "--json").json["exports"]}
    assert listed["within.csv"]["recalled_at"] is not None
    assert listed["outside.csv"]["recalled_at"] is None


def test_an_upgrade_keeps_who_was_erased(loaded, owner):
    erase(loaded, "anna")
    with owner.begin() as connection:
        connection.execute(text("COMMENT ON SCHEMA released IS 'made by another release'"))
    upgrade(owner)
    assert counts(owner)["tombstone"] == 1


# legal holds


def hold(command, *line):
    return command("hold", "add", *line, "--reason", "court order of 4 May", "--json")


def test_a_held_child_is_not_erased_until_the_hold_ends(loaded, owner):
    held = hold(loaded, "--child-ref", pseudonym("anna")).json["hold"]
    before = everything(owner)
    refused = erase(loaded, "anna")
    assert refused.code == 1
    assert "under a legal hold" in refused.err
    assert everything(owner) == before
    assert erase(loaded, "dora").code == 0
    ended = loaded("hold", "end", held[:8], "--reason", "the court released it")
    assert ended.code == 0
    assert erase(loaded, "anna").code == 0


@pytest.mark.parametrize(
    ("days", "stops"),
    [
        (("2026-09-02", "2026-09-02"), True),
        (("2026-09-03", "2026-09-14"), False),
        (("2026-09-16", "2026-12-31"), False),
        (("2026-01-01", "2026-12-31"), True),
    ],
)
def test_held_days_stop_the_erasure_of_a_child_with_an_episode_in_them(loaded, days, stops):
    assert hold(loaded, "--from", days[0], "--to", days[1]).code == 0
    assert erase(loaded, "anna").code == (1 if stops else 0)


def test_a_hold_keeps_a_mark_and_no_reference(loaded, owner):
    hold(loaded, "--child-ref", pseudonym("zoe"))
    assert pseudonym("zoe").encode() not in every_byte(owner)
    (listed,) = loaded("hold", "list", "--json").json["holds"]
    assert (listed["names"], listed["reason"]) == ("child", "court order of 4 May")
    newest = loaded("audit", "list", "--json").json["entries"][0]
    assert newest["action"] == "place hold"


def test_a_hold_names_a_child_or_days_and_not_both(loaded, owner):
    both = ("--child-ref", pseudonym("anna"), "--from", "2026-01-01", "--to", "2026-02-01")
    assert hold(loaded, *both).code == 1
    assert hold(loaded).code == 1
    assert hold(loaded, "--from", "2026-02-02", "--to", "2026-02-01").code == 1
    assert hold(loaded, "--from", "2026-02-02").code == 2
    assert counts(owner)["hold"] == 0


def test_a_hold_that_has_ended_or_is_none_cannot_be_ended(loaded):
    held = hold(loaded, "--from", "2026-01-01", "--to", "2026-02-01").json["hold"]
    why = ("--reason", "no longer needed")
    assert loaded("hold", "end", "00000000", *why).code == 1
    assert loaded("hold", "end", held, *why).code == 0
    assert loaded("hold", "end", held, *why).code == 1


@pytest.mark.parametrize("checked", [False, True], ids=["not read yet", "checked"])
def test_a_delivery_that_is_not_loaded_yet_is_deleted_and_its_sender_told(
    known, settings, owner, keys, monkeypatch, tmp_path, checked
):
    monkeypatch.setenv("NIGHTJAR_DATA", str(tmp_path / "data"))
    populate(owner)
    here = {"data": tmp_path / "data", "keys": keys.folder}
    sender = Sender(settings.model_copy(update=here), owner)
    body = files.episodes([episode_row(n, "anna") for n in range(1, 4)])
    page = sender.sent("episodes", ("e.csv", body), supplier="Invented Police")
    register = files.register([premises_row(n) for n in range(1, 4)])
    other = sender.sent("premises", ("r.csv", register), authority=AUTHORITY)
    if checked:
        assert sender.work() == 2
    before = {state: sender.state(state) for state in (page, other)}
    done = erase(known, "anna", "--ahead").json
    assert done["uploads_discarded"] == [page.rpartition("/")[2]]
    left = [each for each in (tmp_path / "data" / "spool").rglob("*") if each.is_file()]
    assert [each.name for each in left] == ["r.csv"]
    assert (sender.state(page), sender.state(other)) == ("discarded", before[other])
    assert "A child was erased after this was sent" in sender.text(page)
    with owner.connect() as connection:
        kept = connection.execute(
            text("SELECT actor, subject FROM audit.entry WHERE action = 'discard upload'")
        ).all()
    assert [each.subject for each in kept] == done["uploads_discarded"]
    assert kept[0].actor.startswith("console:")
    # one that comes later is told of as well, though nothing is held of the child
    body = files.episodes([episode_row(4, "anna")])
    later = sender.sent("episodes", ("l.csv", body), supplier="Invented Police")
    again = known("erase", "--child-ref", pseudonym("anna"), *WHY)
    assert "1 delivery of episodes" in again.out
    assert "was erased on" in again.out
    assert sender.state(later) == "discarded"
    sender.pools.dispose()


BARE = "0123456789abcdef0123456789abcdef"
DASHED = "01234567-89AB-CDEF-0123-456789ABCDEF"


@pytest.mark.parametrize(("named", "sent"), [(BARE, DASHED), (DASHED, BARE)])
def test_a_child_is_erased_and_turned_away_however_the_hash_is_written(
    known, owner, tmp_path, named, sent
):
    rows = [episode_row(n, child_pid=ref) for n, ref in enumerate((BARE, DASHED), 1)]
    rows.append(episode_row(3, "ben"))
    assert load(known, delivery(tmp_path, rows)).code == 0
    done = known("erase", "--child-ref", named, *WHY, "--json").json
    assert (done["children"], done["episodes"]) == (2, 2)
    rows = [episode_row(4, child_pid=sent), episode_row(5, "ben")]
    again = load(known, delivery(tmp_path, rows, "again.csv")).json
    assert (again["accepted"], again["rejected"]) == (1, 1)
    with owner.connect() as connection:
        assert connection.scalars(text("SELECT child_ref FROM held.child")).all() == [
            pseudonym("ben")
        ]
    twice = known("erase", "--child-ref", sent, *WHY)
    assert (twice.code, "was erased on" in twice.out) == (0, True)


@pytest.mark.parametrize(("named", "sent"), [(BARE, DASHED), (DASHED, BARE)])
def test_a_hold_is_of_the_child_however_the_hash_is_written(known, tmp_path, named, sent):
    rows = [episode_row(1, child_pid=sent)]
    assert load(known, delivery(tmp_path, rows)).code == 0
    assert hold(known, "--child-ref", named).code == 0
    refused = known("erase", "--child-ref", sent, *WHY)
    assert (refused.code, "under a legal hold" in refused.err) == (1, True)
