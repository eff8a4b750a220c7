"""What is signed is the files, their hashes and the name; anything else is found out."""

import pytest

from geo.errors import SnapshotError
from geo.snapshot_files import Sealed, digest, manifest_of, seal, snapshot_name, verify
from tests.fixed_keys import fixed_keys

FILES = {"page.html": b"<p>a page</p>", "wards.csv": b"ward\r\n"}
ABOUT = {"period": "2026Q3", "ward_vintage": 2026}


@pytest.fixture
def keys(tmp_path):
    return fixed_keys(tmp_path / "keys")


@pytest.fixture
def sealed(keys):
    return seal(keys, "2026Q3", manifest_of(ABOUT, FILES))


def changed(sealed, **values):
    return Sealed(**{**vars(sealed), **values})


def test_the_same_files_have_the_same_manifest_in_any_order():
    turned = dict(reversed(FILES.items()))
    assert manifest_of(ABOUT, FILES) == manifest_of(ABOUT, turned)


def test_what_was_signed_stands(keys, sealed):
    verify(keys, "2026Q3", sealed, FILES, all_of_them=True)
    verify(keys, "2026Q3", sealed, {"wards.csv": b"ward\r\n"}, all_of_them=False)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({**FILES, "page.html": b"<p>another</p>"}, "page.html of snapshot 2026Q3 is not the file"),
        ({**FILES, "more.csv": b""}, "more.csv of snapshot 2026Q3 is not the file"),
        ({"page.html": FILES["page.html"]}, "must have wards.csv"),
    ],
)
def test_a_file_that_is_changed_added_or_missing_is_found_out(keys, sealed, files, said):
    with pytest.raises(SnapshotError, match=said):
        verify(keys, "2026Q3", sealed, files, all_of_them=True)


def test_a_manifest_made_anew_without_the_key_is_found_out(keys, sealed):
    forged = {**FILES, "page.html": b"<p>another</p>"}
    manifest = manifest_of(ABOUT, forged)
    for lie in (
        changed(sealed, manifest=manifest, sha256=digest(manifest)),
        changed(sealed, manifest=manifest),
    ):
        with pytest.raises(SnapshotError):
            verify(keys, "2026Q3", lie, forged, all_of_them=True)


def test_a_snapshot_under_the_name_of_another_is_found_out(keys, sealed):
    with pytest.raises(SnapshotError, match="not of its name"):
        verify(keys, "2026Q2", sealed, FILES, all_of_them=True)


def test_without_the_key_nothing_is_believed(keys, sealed):
    (keys.folder / "snapshot.key").unlink()
    with pytest.raises(SnapshotError, match="cannot be read"):
        verify(keys, "2026Q3", sealed, FILES, all_of_them=True)


def test_editions_after_the_first_are_numbered():
    assert [snapshot_name("2026Q3", n) for n in (1, 2, 11)] == ["2026Q3", "2026Q3-2", "2026Q3-11"]
