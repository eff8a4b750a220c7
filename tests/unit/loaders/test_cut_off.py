"""A delivery that was cut off: refused, or every row that is taken is one of the whole file."""

import random

import pytest

from geo.errors import SourceError
from loaders.columnar import open_columns
from loaders.episode_layout import EPISODE, PLACE
from loaders.scanning import scan
from tests.journey.files import episode_row, episodes

CUTS = 100


def taken(path, content):
    """Return the rows of a file as it is read; None if it is refused."""
    path.write_bytes(content)
    try:
        file, columns = open_columns(path, EPISODE | PLACE, scanned=scan(path))
        found = []
        for batch in file.batches(columns):
            found += zip(*(batch.columns[name].to_pylist() for name in columns), strict=True)
    except SourceError:
        return None
    return [] if file.misfits else [row for row in found if any(cell.strip() for cell in row)]


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_of_a_hundred_cuts_none_makes_a_row_that_the_whole_file_has_not(tmp_path, quoted):
    """But for a cut within a last cell, which no reader can tell from a file without a line end."""
    rows = [episode_row(n, f"c{n}") for n in range(40)]
    whole = episodes(rows).encode()
    if quoted:
        whole = b"".join(
            b",".join(b'"' + cell + b'"' for cell in line.rstrip(b"\r\n").split(b",")) + b"\r\n"
            for line in whole.splitlines(keepends=True)
        )
    header = whole.index(b"\n") + 1
    every = set(taken(tmp_path / "whole.csv", whole))
    assert len(every) == 40
    chance, refused = random.Random(8), 0
    for number in range(CUTS):
        at = chance.randrange(header + 1, len(whole))
        found = taken(tmp_path / f"{number}.csv", whole[:at])
        refused += found is None
        strange = set(found or ()) - every
        in_last_cell = whole[:at].rpartition(b"\n")[2].count(b",") == len(rows[0]) - 1
        assert not strange or (in_last_cell and len(strange) == 1)
    assert refused > CUTS // 2


def with_stray_quote(opened, closed=None):
    """Forty rows, of which one opens a quote, and a later one may close it."""
    lines = episodes([episode_row(n, f"c{n}") for n in range(40)]).splitlines(keepends=True)
    for at in (opened, closed):
        if at is not None:
            lines[at] = '"' + lines[at]
    return "".join(lines)


@pytest.mark.parametrize("closed", [None, 3, 30, 39], ids=["never", "soon", "late", "at its end"])
@pytest.mark.parametrize("opened", [1, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rows_that_a_stray_quote_takes_into_a_field_are_not_lost_in_it(
    tmp_path, opened, closed, encoding
):
    path = tmp_path / "f.csv"
    path.write_bytes(with_stray_quote(opened, closed).encode(encoding))
    file, columns = open_columns(path, EPISODE | PLACE, scanned=scan(path))
    with pytest.raises(SourceError, match=r"must close each quote in its own field, and about row"):
        list(file.batches(columns))


def test_a_quote_that_is_longer_than_what_is_read_at_once_is_told_so(tmp_path):
    path = tmp_path / "f.csv"
    lines = with_stray_quote(2).splitlines(keepends=True)
    path.write_text("".join(lines + lines[1:2] * 40_000))
    file, columns = open_columns(path, EPISODE | PLACE, scanned=scan(path))
    with pytest.raises(SourceError, match="must close each quote in its own field"):
        list(file.batches(columns))
