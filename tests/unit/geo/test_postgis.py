"""Which PostGIS is used: the system's newest, else a private copy that was unpacked to the end."""

import pytest

from geo import debian, postgis


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.setattr(postgis, "SYSTEM", tmp_path / "none")


def private(data, version=15, *, whole=True):
    root = data / "postgis" / "root"
    programs = root / f"usr/lib/postgresql/{version}/bin"
    programs.mkdir(parents=True)
    (programs / "initdb").touch()
    library = root / "usr/lib/x86_64-linux-gnu" / "libgeos.so.1"
    library.parent.mkdir(parents=True, exist_ok=True)
    library.touch()
    if whole:
        (data / "postgis" / "unpacked").write_text("postgresql-15-postgis-3")
    return programs


@pytest.mark.usefixtures("nothing_installed")
def test_without_either_there_is_none(tmp_path):
    assert postgis.find(tmp_path) is None


@pytest.mark.usefixtures("nothing_installed")
def test_a_private_copy_brings_its_libraries_and_says_that_it_is_private(tmp_path):
    programs = private(tmp_path)
    found = postgis.find(tmp_path)
    assert (found.programs, found.private, found.version) == (programs, True, 15)
    assert found.environment["LD_LIBRARY_PATH"].endswith("usr/lib/x86_64-linux-gnu")


@pytest.mark.usefixtures("nothing_installed")
def test_an_unpacking_that_was_cut_off_is_not_used(tmp_path):
    private(tmp_path, whole=False)
    assert postgis.find(tmp_path) is None


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize(("version", "used"), [(14, False), (15, True), (17, True)])
def test_what_is_older_than_15_is_not_used(tmp_path, version, used):
    private(tmp_path, version)
    assert (postgis.find(tmp_path) is not None) is used


def test_the_extension_is_linked_as_its_package_would(tmp_path):
    folder = tmp_path / "usr/share/postgresql/15/extension"
    folder.mkdir(parents=True)
    (folder / "postgis-3.control").write_text("x")
    for _ in range(2):
        postgis._link_extensions(tmp_path)
    assert (folder / "postgis.control").read_text() == "x"


def test_the_servers_own_modules_are_not_on_the_path_of_libraries(tmp_path):
    for name in ("usr/lib/postgresql/15/lib/postgis-3.so", "usr/lib/blas/libblas.so.3"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.touch()
    assert debian.library_path(tmp_path) == str(tmp_path / "usr/lib/blas")
