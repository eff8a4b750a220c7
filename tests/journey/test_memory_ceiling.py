"""A load by command stays under its ceiling of memory, or ends in a sentence and leaves nothing."""

import resource

import pytest

from geo.errors import SourceError
from geo.settings import Settings
from loaders import ceiling
from tests.journey import files
from tests.journey.files import AUTHORITY, premises_row, write

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
    assert inside == [4_000 * ceiling.MB]
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
