"""Files that cannot be opened and targets that cannot be written: a sentence, and no trace."""

import os
from pathlib import Path

import pytest

from tests.journey import files
from tests.journey.files import episode_row, episodes, write
from tests.journey.held import counts, everything

GOOD = [episode_row(n, child=f"c{n % 5}", easting=files.X + n) for n in range(1, 21)]
BAD_ROLE = episode_row(99, role="followed")


def send(nightjar, path, *more):
    return nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json", *more)


@pytest.fixture
def known(nightjar, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    return nightjar


def pipe(folder):
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def loop(folder):
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    return folder / "loop.csv"


def nameless(folder):
    name = os.fsdecode(os.fsencode(folder) + b"/caf\xe9.csv")
    Path(name).write_text(episodes(GOOD))
    return name


ODD = {
    "pipe": (pipe, "is a folder, a pipe or a device"),
    "loop": (loop, "cannot be read"),
    "nameless": (nameless, "must have a name in UTF-8"),
    "long": (lambda folder: folder / f"{'x' * 300}.csv", "cannot be read (file name too long)"),
    "no disk": (lambda folder: Path("/proc/self/mem"), "cannot be read"),
    "missing": (lambda folder: folder / "no.csv", "there is none of that name"),
}


@pytest.mark.parametrize(("made", "said"), ODD.values(), ids=ODD)
@pytest.mark.parametrize("kind", ["episodes", "food", "postcodes"])
def test_what_is_no_file_is_refused_in_a_sentence(nightjar, tmp_path, made, said, kind):
    more = ("--supplier", "Invented Police") if kind == "episodes" else ()
    answer = nightjar("load", kind, made(tmp_path), "--json", *more)
    assert answer.code == 1
    assert said in answer.json["error"]
    assert answer.err.strip().count("\n") == 0


def test_rejects_that_could_not_be_written_stop_the_load_before_it_begins(
    nightjar, owner, tmp_path
):
    before = everything(owner)
    path = write(tmp_path / "e.csv", episodes([*GOOD, BAD_ROLE]))
    answer = send(nightjar, path, "--rejects", tmp_path / "no folder" / "r.csv")
    assert answer.code == 1
    assert "nothing was loaded" in answer.json["error"]
    assert everything(owner) == before


def test_rejects_that_fill_the_disk_leave_a_load_that_stands_and_says_so(known, owner, tmp_path):
    path = write(tmp_path / "e.csv", episodes([*GOOD, BAD_ROLE]))
    answer = send(known, path, "--rejects", "/dev/full")
    assert answer.code == 0
    assert answer.json["accepted"] == 20
    assert "are not in /dev/full: no space left" in answer.err
    assert counts(owner)["episode"] == 20


def test_a_file_of_which_no_row_can_stand_has_its_rejects_written(known, tmp_path):
    path = write(tmp_path / "e.csv", episodes([BAD_ROLE]))
    rejects = tmp_path / "r.csv"
    assert send(known, path, "--rejects", rejects).code == 1
    assert "not_in_vocabulary" in rejects.read_text()


def test_a_refused_file_leaves_no_empty_file_of_rejects(nightjar, tmp_path):
    path = write(tmp_path / "e.csv", "")
    assert send(nightjar, path, "--rejects", tmp_path / "r.csv").code == 1
    assert not (tmp_path / "r.csv").exists()


@pytest.mark.parametrize("supplier", ["", "  ", "x" * 101])
def test_a_supplier_must_have_a_name(nightjar, tmp_path, supplier):
    path = write(tmp_path / "e.csv", episodes(GOOD))
    assert nightjar("load", "episodes", path, "--supplier", supplier).code == 2


@pytest.mark.parametrize("limit", ["-1", "0", "99999999999999999999"])
def test_a_list_of_loads_has_a_length(nightjar, limit):
    assert nightjar("loads", "--limit", limit).code == 2


@pytest.mark.parametrize("prefix", ["", "%", "zz", "\udcff", "x" * 5_000])
def test_a_load_is_named_by_the_beginning_of_its_number(nightjar, prefix):
    answer = nightjar("loads", "show", prefix)
    assert answer.code == 1
    assert "beginning of its number" in answer.err
    assert len(answer.err) < 200
