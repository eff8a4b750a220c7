"""Loads and answers by command stay under a ceiling of memory, or end in a sentence."""

import resource

import click
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import ceiling
from geo.errors import QuestionError, SourceError
from geo.settings import Settings
from tests.journey import files
from tests.journey.files import AUTHORITY, premises_row, write
from webmap.cli import main

LOW_MB = 256
LINE = ("load", "premises")
AS = ("--authority", AUTHORITY, "--json")


@pytest.fixture
def lad(nightjar, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0


@pytest.mark.slow
def test_a_load_that_needs_more_than_its_ceiling_leaves_nothing_and_a_small_one_fits(
    lad, nightjar, nightjar_process, tmp_path, monkeypatch
):
    monkeypatch.setenv("NIGHTJAR_LOAD_MEMORY_MB", str(LOW_MB))
    row = ",".join(map(str, premises_row(1)))
    header = ",".join(files.PREMISES)
    # some 13 MB of text, of which a table of text takes many times as much
    huge = write(tmp_path / "huge.csv", f"{header}\r\n" + f"{row}\r\n" * 160_000)
    ended = nightjar_process(*LINE, huge, *AS)
    out, err = ended.communicate(timeout=240)
    assert ended.returncode == 1, err
    assert f"more than the {LOW_MB} MB of memory" in out
    assert "Traceback" not in err
    small = write(tmp_path / "small.csv", files.register([premises_row(n) for n in range(1, 6)]))
    fits = nightjar_process(*LINE, small, *AS)
    out, err = fits.communicate(timeout=240)
    assert fits.returncode == 0, err
    assert '"accepted": 5' in out
    listed = nightjar("loads", "--json").json
    assert [each["file"] for each in listed["loads"]] == ["small.csv", "lad.geojson"]


@pytest.mark.parametrize("line", ["flag --as-at 2026-09-30", "visits export"])
def test_a_file_that_needs_more_than_its_ceiling_is_not_written(
    owner, nightjar, tmp_path, monkeypatch, line
):
    def heavy(*_, **__):
        return bytearray((LOW_MB + 64) << 20)

    monkeypatch.setenv("NIGHTJAR_LOAD_MEMORY_MB", str(LOW_MB))
    monkeypatch.setattr("geo.outputs.write", heavy)
    monkeypatch.setattr("geo.outputs.write_csv", heavy)
    told = nightjar(*line.split(), "--output", tmp_path / "a.csv", "--json")
    assert told.code == 1
    assert f"the answer needs more than the {LOW_MB} MB of memory" in told.json["error"]
    assert list(tmp_path.iterdir()) == []
    with owner.connect() as connection:
        assert not connection.scalar(text("SELECT count(*) FROM held.export"))


def test_every_command_that_writes_an_answer_has_the_ceiling():
    """Of those that write a file, these two write of the installation and not of what is held."""
    assert {
        name for name, command in commands() if not hasattr(command.callback, "under_a_ceiling")
    } == {"assure", "dpia"}


def commands(group=main, name=""):
    for each, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name}{each} ")
        elif any(option.name == "output" for option in command.params):
            yield f"{name}{each}", command


def test_what_the_database_driver_had_no_memory_for_is_told_in_the_same_words():
    def driver(code):
        fault = psycopg.OperationalError("out of memory for query result")
        fault.sqlstate = code
        raise DBAPIError("SELECT 1", {}, fault)

    with (
        pytest.raises(QuestionError, match="the answer needs more"),
        ceiling.under(4_000, ceiling.ANSWER),
    ):
        driver(None)
    # the server's own memory is another matter, and no ceiling of ours
    with pytest.raises(DBAPIError), ceiling.under(4_000, ceiling.ANSWER):
        driver("53200")


def test_the_ceiling_is_as_set_or_what_a_small_server_can_spare():
    assert ceiling.most_mb(Settings(load_memory_mb=512)) == 512
    usual = ceiling.most_mb(Settings())
    assert 0 < usual <= ceiling.USUAL_MB


def test_the_ceiling_is_gone_when_the_load_is_over():
    before, inside = resource.getrlimit(resource.RLIMIT_DATA), []

    def too_much():
        with ceiling.under(4_000):
            inside.append(resource.getrlimit(resource.RLIMIT_DATA)[0])
            raise MemoryError

    with pytest.raises(SourceError, match="more than the 4,000 MB"):
        too_much()
    assert 4_000 * ceiling.MB < inside[0] < 16_000 * ceiling.MB  # beside what the tests take
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
