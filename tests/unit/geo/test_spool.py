"""Files that were sent are kept under names that can do nothing, where nobody else can go."""

import io
import os
from uuid import uuid4

import pytest

from geo.errors import SourceError
from geo.spool import Spool, shown_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("register.csv", "register.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\list (2).xlsx", "list (2).xlsx"),
        ("<img src=x onerror=alert(1)>.csv", "img srcx onerroralert(1).csv"),
        ("${alert(1)}`=1+1`.csv", "alert(1)1+1.csv"),
        ("..", "file"),
        (".htaccess", "htaccess"),
        ("a\x00b\n\u202ecsv.exe", "abcsv.exe"),
        ("", "file"),
    ],
)
def test_of_a_name_harmless_signs_are_kept(given, shown):
    assert shown_name(given) == shown


def test_a_long_name_keeps_its_end_which_tells_the_format():
    name = shown_name("a" * 300 + ".csv.gz")
    assert len(name) <= 80
    assert name.endswith(".csv.gz")


def test_a_file_is_kept_in_a_folder_of_its_own_that_only_its_owner_enters(tmp_path):
    spool, number = Spool(tmp_path / "spool"), uuid4()
    kept = spool.keep(number, 0, "../r.csv", io.BytesIO(b"a,b\n1,2\n"))
    assert (kept.name, kept.bytes) == ("r.csv", 8)
    [path] = spool.paths(number, [kept.name])
    assert path.read_bytes() == b"a,b\n1,2\n"
    assert path.resolve().is_relative_to(tmp_path / "spool" / str(number))
    assert oct(spool.folder.stat().st_mode)[-3:] == "700"
    assert oct(path.stat().st_mode)[-3:] == "600"
    spool.forget(number)
    assert list(spool.folder.iterdir()) == []


@pytest.mark.parametrize(
    "given",
    [
        "/vsicurl/http://127.0.0.1:9/x.gpkg",
        "/vsizip//vsicurl/http://127.0.0.1:9/x.zip/a.shp",
        "zip+https://127.0.0.1:9/x.zip!a.shp",
        "GPKG:/etc/passwd:layer",
        "PG:host=127.0.0.1",
        "a.gpkg|layername=b",
        "file:///etc/passwd",
    ],
)
def test_a_name_that_map_programs_read_as_an_address_is_kept_as_a_file_of_ours(tmp_path, given):
    spool, number = Spool(tmp_path / "spool"), uuid4()
    kept = spool.keep(number, 0, given, io.BytesIO(b"x"))
    [path] = spool.paths(number, [given])
    assert str(path) == f"{tmp_path}/spool/{number}/0/{kept.name}"
    assert not set(kept.name) & set("/:|!?*\\")
    assert path.read_bytes() == b"x"


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match="must have a header and rows"):
        Spool(tmp_path).keep(uuid4(), 0, "r.csv", io.BytesIO())


def test_what_no_upload_needs_is_swept_once_it_is_old(tmp_path):
    spool, needed, old, new = Spool(tmp_path), uuid4(), uuid4(), uuid4()
    for number in (needed, old, new):
        spool.keep(number, 0, "r.csv", io.BytesIO(b"x"))
    for number in (needed, old):
        os.utime(tmp_path / str(number), (0, 0))
    assert spool.sweep([needed]) == 1
    assert {each.name for each in tmp_path.iterdir()} == {str(needed), str(new)}
