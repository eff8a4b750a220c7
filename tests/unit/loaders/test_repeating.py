"""What is repeated of a file's own words: names of columns, and no value among them."""

import pytest

from geo.errors import SourceError
from loaders.episode_layout import every_name, is_header, recognise
from loaders.repeating import looks_like_a_value, refuse_telling_name, shown

VALUES = [
    *("Jade Heron", "JadeHeron", "jade_heron", "born 13 July 2010", "12 High Street", "13/07/2010"),
    *("ZX1 4QT Skerrowby", "j@example.org", "1", "5f" * 16, "HERON 130710"),
]
NAMES = [
    *("Ward name", "Hours missing", "MissingFromType", "Force ref", "Risk level", "Month", "Q3"),
    *("Date reported", "address_1", "Repeat count", "School"),
]


@pytest.mark.parametrize("cell", VALUES)
def test_a_value_is_told_from_a_name(cell):
    assert looks_like_a_value(cell)


@pytest.mark.parametrize("cell", NAMES)
def test_a_name_of_a_column_is_no_value(cell):
    assert not looks_like_a_value(cell)


@pytest.mark.parametrize(
    "line",
    [
        ["Jade Heron", "born 13 July 2010", "12 High Street", "Missing"],
        ["Q1", "Jade Heron", "Missing", "High", "found", "Skerrowby"],
        ["Q1", "Zebedee Quill", "Missing", "High", "found", "Skerrowby"],
        ["Zebedee Quill", "Skerrowby"],
    ],
)
def test_a_first_line_of_values_is_no_header_and_is_not_repeated(line):
    assert not is_header(line)
    with pytest.raises(SourceError, match="its first line is no header") as refused:
        recognise(line, "e.csv")
    assert not any(cell in str(refused.value) for cell in line if cell != "Missing")


def test_a_header_that_lacks_a_column_is_repeated_but_for_a_name_of_a_person():
    with pytest.raises(SourceError) as refused:
        recognise(["episode_id", "child_pid", "sex", "Began", "Jade Heron"], "e.csv")
    assert "its header is episode_id, child_pid, sex, Began, column 5 (its" in str(refused.value)


def test_columns_are_shown_by_their_names_or_by_their_place():
    said = shown(["episode_id", "Jade Heron", "Ward"], every_name())
    assert said[::2] == ["episode_id", "Ward"]
    assert said[1].startswith("column 2 ")


@pytest.mark.parametrize(
    "name",
    [
        *("Jade Heron dob 13-07-2010 ZX1 4QT.csv", "episodes ZX14QT.csv", "Jade_Heron_130710.csv"),
        *("JadeHeron 13 July 2010.csv", "girl born 2010.csv"),
    ],
)
def test_a_file_whose_name_tells_is_refused_and_its_name_is_not_repeated(name):
    with pytest.raises(SourceError, match="the name of a file") as refused:
        refuse_telling_name(name)
    assert name.partition(".")[0] not in str(refused.value)


@pytest.mark.parametrize(
    "name", ["episodes.csv", "missing 2026-05-01.csv", "May 2026.csv.gz", "skerrow_0001.csv", "-"]
)
def test_a_file_of_any_other_name_is_taken(name):
    refuse_telling_name(name)
