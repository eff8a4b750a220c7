"""What an upgrade and a check say of a database that is not as they need it."""

from unittest.mock import MagicMock

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import postgis
from geo import upgrade as upgrading
from geo.check import check
from geo.database import engine
from geo.errors import SetupError
from geo.settings import Settings
from geo.standing import describe
from geo.upgrade import upgrade

EMPTY = "DROP SCHEMA released, derived, held, audit CASCADE"
OTHER = "COMMENT ON SCHEMA released IS 'made by another release'"


def say(owner, *statements):
    with owner.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "asked", [("flag", "--as-at", "2026-09-30"), ("repeat-locations", "--as-at", "2026-09-30")]
)
def test_a_question_makes_the_tables_that_are_missing(owner, nightjar, asked):
    say(owner, EMPTY)
    assert nightjar(*asked).code == 0


def test_a_load_makes_the_tables_that_are_missing(owner, nightjar, tmp_path):
    say(owner, EMPTY)
    file = tmp_path / "postcodes.csv"
    file.write_text("pcd,oseast1m,osnrth1m\nZZ1 1AA,300000,410000\n")
    assert nightjar("load", "postcodes", file).code == 0


def test_the_check_says_that_there_are_no_tables(owner):
    say(owner, EMPTY)
    with owner.connect() as connection:
        assert check(connection) == [
            "the database has no Nightjar tables yet: run nightjar db upgrade"
        ]


def test_the_check_tells_a_table_that_is_gone(connection):
    connection.execute(text("DROP TABLE held.taxi_rank CASCADE"))
    assert "taxi_rank" in " ".join(check(connection))


def test_tables_of_a_later_release_are_left_alone(owner):
    say(owner, OTHER, "UPDATE held.schema_version SET version_num = '9999'")
    with pytest.raises(SetupError, match="revision 9999, which this release does not know"):
        upgrade(owner)


def test_an_upgrade_does_not_wait_for_ever(owner, monkeypatch):
    assert upgrading.LONGEST_WAIT == "5s"  # for as long, everybody else waits behind it
    say(owner, OTHER)
    with owner.connect() as reader, monkeypatch.context() as patch:
        patch.setattr(upgrading, "LONGEST_WAIT", "10ms")
        reader.execute(text("SELECT count(*) FROM released.rank_for_all"))
        with pytest.raises(SetupError, match="somebody else used them for too long"):
            upgrade(owner)
    upgrade(owner)


@pytest.mark.parametrize("refused", ["CREATE EXTENSION pg_stat_statements", "CREATE ROLE another"])
def test_a_right_that_is_missing_is_named(connection, refused):
    connection.execute(text("CREATE ROLE lesser"))
    connection.execute(text("SET LOCAL ROLE lesser"))
    with pytest.raises(DBAPIError) as error:
        connection.execute(text(refused))
    said = upgrading._explained(error.value.orig)
    assert "must be allowed to create schemas and roles" in said
    assert "permission denied" in said


def test_a_server_without_postgis_is_told_of(connection):
    with pytest.raises(DBAPIError) as error:
        connection.execute(text("CREATE EXTENSION no_such_thing"))
    assert "must have PostGIS" in upgrading._explained(error.value.orig)


@pytest.mark.parametrize("use", [engine, describe])
@pytest.mark.parametrize("given", ["nightjar:hidden", "postgresql://nightjar:hidden@db:port/x"])
def test_an_address_that_is_none_is_refused_without_its_password(use, given):
    with pytest.raises(SetupError, match="what it holds is no address") as refused:
        use(Settings(database_url=given))
    assert "hidden" not in str(refused.value)


def test_it_is_told_which_server_and_which_postgis_runs(settings):
    versions = describe(settings)["versions"]
    assert int(versions["postgresql"].split(".")[0]) >= postgis.MINIMUM
    least = tuple(map(int, upgrading.LEAST_POSTGIS.split(".")))
    assert tuple(map(int, versions["postgis"].split(".")[:2])) >= least


@pytest.mark.parametrize(
    ("anew", "said"), [(True, "a new one was made, which is empty"), (False, "")]
)
def test_a_database_that_was_not_there_is_not_made_in_silence(
    monkeypatch, capsys, tmp_path, anew, said
):
    monkeypatch.setattr(upgrading, "private_cluster", lambda settings: MagicMock())
    monkeypatch.setattr(upgrading, "make_database", lambda server, name: anew)
    monkeypatch.setattr(upgrading, "engine", lambda settings: MagicMock())
    monkeypatch.setattr(upgrading, "upgrade", lambda owner, *, mend: None)
    upgrading.ready(Settings(data=tmp_path))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == int(anew)
    assert said in told.err
    assert (str(tmp_path) in told.err) is anew
