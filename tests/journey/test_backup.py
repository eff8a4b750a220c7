"""Backups: sealed, whole or refused, and restored into nothing that is not proved first."""

import json

import pytest
from sqlalchemy import make_url, text

from geo import backup, chain, restoring
from geo.anchors import Anchors
from geo.contents import contents
from geo.database import engine, query
from geo.erasure import erase
from geo.errors import BackupError
from geo.server_programs import address
from tests.fixed_keys import fixed_keys
from tests.people import populate

ACTOR = "console:a test"


@pytest.fixture
def filled(nightjar, keys, settings, owner, tmp_path):
    """The command, its keys, and a backup of a database that has little in it."""
    populate(owner)
    with owner.begin() as connection:
        values = {"actor": ACTOR, "action": "try", "subject": "a drill", "detail": "{}"}
        connection.execute(query("audit_add"), values)
    answer = nightjar("backup", tmp_path / "one.backup", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["audit_stands"]
    return nightjar


def databases(settings):
    server = engine(settings.model_copy(update={"database_url": str_of(settings, "postgres")}))
    with server.connect() as connection:
        names = connection.scalars(text("SELECT datname FROM pg_database")).all()
    server.dispose()
    name = make_url(settings.database_url).database
    return sorted(each for each in names if each.startswith(name))


def str_of(settings, database):
    return address(settings, database).render_as_string(hide_password=False)


def held_now(settings):
    found = engine(settings)
    with found.connect() as connection:
        held = contents(connection)
    found.dispose()
    return held


def test_a_backup_is_its_owners_alone_and_holds_nothing_in_clear(filled, tmp_path):
    path = tmp_path / "one.backup"
    assert path.stat().st_mode & 0o777 == 0o600
    written = path.read_bytes()
    for said in (b"PGDMP", b"schema_version", b"Ottilie", b"held"):
        assert said not in written
    checked = filled("backup", "--check", path, "--json")
    assert (checked.code, checked.json["whole"]) == (0, True)


def test_a_backup_takes_the_place_of_no_file(filled, tmp_path):
    before = (tmp_path / "one.backup").read_bytes()
    answer = filled("backup", tmp_path / "one.backup")
    assert answer.code == 1
    assert "must be a new file" in answer.err
    assert (tmp_path / "one.backup").read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_folder_keeps_as_many_as_it_is_told(filled, tmp_path):
    folder = tmp_path / "nightly"
    folder.mkdir()
    for name in ("nightjar-20250101T020000Z.backup", "nightjar-20250102T020000Z.backup", "mine"):
        (folder / name).write_bytes(b"")
    assert filled("backup", folder, "--keep", 2).code == 0
    left = sorted(path.name for path in folder.iterdir())
    assert left[:2] == ["mine", "nightjar-20250102T020000Z.backup"]
    assert len(left) == 3


def test_what_is_not_whole_or_not_wanted_replaces_nothing(filled, settings, keys, tmp_path):
    whole = tmp_path / "one.backup"
    before, names = held_now(settings), databases(settings)
    data = whole.read_bytes()
    (tmp_path / "flipped").write_bytes(data[:-40] + bytes([data[-40] ^ 1]) + data[-39:])
    (tmp_path / "cut").write_bytes(data[: len(data) // 2])
    for name in ("flipped", "cut"):
        answer = filled("restore", tmp_path / name, "--replace")
        assert answer.code == 1
        assert "changed or cut short" in answer.err
    answer = filled("restore", whole)
    assert answer.code == 1
    assert "must be empty to be restored into" in answer.err
    (keys.folder / "cell.key").unlink()
    answer = filled("restore", whole, "--replace")
    assert answer.code == 1
    assert "the cell key must be the one of the time of the backup" in answer.err
    assert (held_now(settings), databases(settings)) == (before, names)


def test_stopped_half_way_it_leaves_the_database_as_it_was(filled, settings, tmp_path, monkeypatch):
    def stop(_):
        raise KeyboardInterrupt

    before, names = held_now(settings), databases(settings)
    monkeypatch.setattr(restoring, "upgrade", stop)
    answer = filled("restore", tmp_path / "one.backup", "--replace")
    assert answer.code == 130
    assert (held_now(settings), databases(settings)) == (before, names)


def test_a_table_that_is_not_as_it_was_replaces_nothing(
    filled, settings, keys, tmp_path, monkeypatch
):
    names = databases(settings)
    manifest, dump = backup.opened(tmp_path / "one.backup", keys)
    manifest.tables["held.account"]["rows"] += 1
    monkeypatch.setattr(restoring, "prove", lambda *_: manifest)
    answer = filled("restore", tmp_path / "one.backup", "--replace")
    dump.close()
    assert answer.code == 1
    assert "held.account must have" in answer.err
    assert databases(settings) == names


@pytest.mark.slow
def test_a_county_comes_back_and_whoever_was_erased_since_does_not(
    own_county, tmp_path, monkeypatch
):
    settings = own_county.model_copy(update={"anchors": tmp_path / "anchors.jsonl"})
    keys, path = fixed_keys(tmp_path / "keys"), tmp_path / "county.backup"
    anchors = Anchors(settings.anchor_file, keys)
    backup.back_up(settings, keys, ACTOR, path)
    before = held_now(settings)
    owner = engine(settings)
    with owner.begin() as connection:
        ref = connection.scalar(text("SELECT min(child_ref) FROM held.child"))
        connection.execute(text("DELETE FROM held.road"))
    erase(owner, keys, ACTOR, ref, "a test of what a restore does")
    chain.anchor(owner, anchors, ACTOR)
    owner.dispose()
    done = restoring.restore(settings, keys, ACTOR, path, replace=True)
    assert done.erased_again == 1
    assert len(done.proved) == 5
    after = held_now(settings)
    assert after["held.road"] == before["held.road"]
    assert after["held.premises"] == before["held.premises"]
    assert after["held.session"]["rows"] == 0
    owner = engine(settings)
    with owner.connect() as connection:
        known = {"child_refs": [ref]}
        assert connection.scalars(query("children_of_ref"), known).all() == []
    # the anchor that was made since is evidence, and the record stands by those of the backup
    assert done.anchors_set_aside is not None
    assert json.loads(done.anchors_set_aside.read_text())["number"] == 1
    assert chain.verify(owner, anchors).stands
    owner.dispose()


def test_a_login_that_may_not_restore_is_told_what_it_must_be_allowed_to(
    filled, settings, owner, keys, tmp_path, monkeypatch
):
    """PostGIS is an extension that only the server's administrator can make."""

    def lesser(*_):
        with owner.connect() as connection:
            connection.execute(text("CREATE ROLE lesser CREATEDB"))
            connection.execute(text("SET LOCAL ROLE lesser"))
            connection.execute(text("CREATE EXTENSION pg_stat_statements"))

    before = databases(settings)
    monkeypatch.setattr(restoring, "_fill", lesser)
    with pytest.raises(BackupError, match="make both extensions in the database template1"):
        restoring.restore(settings, keys, ACTOR, tmp_path / "one.backup", replace=True)
    assert databases(settings) == before


def test_a_backup_is_not_begun_in_a_folder_that_is_not_there(filled, tmp_path):
    answer = filled("backup", tmp_path / "none" / "two.backup")
    assert (answer.code, "must be in a folder that is there" in answer.err) == (1, True)
    answer = filled("backup", tmp_path / "none", "--keep", 2)
    assert (answer.code, "make it first" in answer.err) == (2, True)


@pytest.mark.parametrize("name", ["none/", "none/..", ""])
def test_a_name_that_can_only_be_a_folders_makes_no_file(filled, tmp_path, monkeypatch, name):
    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.chdir(folder)
    answer = filled("backup", f"{folder}/{name}" if name else "")
    assert answer.code == 2
    assert ("make it first" if name else "and is empty") in answer.err
    assert list(folder.iterdir()) == []
