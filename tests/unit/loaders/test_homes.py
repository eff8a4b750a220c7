"""Homes told where they are not read: a column of another name, or the second of two."""

import pytest

from geo.errors import SourceError
from loaders.episode_file import examine
from loaders.homes import refuse_homes_elsewhere, refuse_two_answers
from loaders.scanning import scan
from tests.unit.loaders.batches import batch


def look(**columns):
    unread = {"unknown lived": "lived"}
    rows = len(columns["lived"])
    columns["unknown lived"] = columns.pop("lived")
    refuse_homes_elsewhere(batch(episode_ref=["E"] * rows, **columns), unread, "e.csv")


@pytest.mark.parametrize(
    "word", ["childrens_home", "Children's Home", " HOME ", "care home", "School", "custody"]
)
def test_a_home_in_a_column_that_is_not_read_refuses_the_file_by_its_name(word):
    with pytest.raises(SourceError, match="'lived'") as refused:
        look(role=["found", "found"], lived=["", word])
    assert word.strip() not in str(refused.value).split("says so in")[1]


@pytest.mark.parametrize("word", ["", "A", "home game", "takeaway", "unknown", "town"])
def test_other_words_refuse_nothing(word):
    look(role=["found"], lived=[word])


def test_a_kind_that_is_said_is_what_holds():
    look(role=["found"], place_kind=["open_space"], lived=["home"])


@pytest.mark.parametrize("kind", ["", "unknown", " n/a "])
def test_a_kind_that_is_not_said_in_that_row_is_none(kind):
    with pytest.raises(SourceError, match="'lived'"):
        look(role=["found", "found"], place_kind=["takeaway", kind], lived=["", "home"])


@pytest.mark.parametrize("role", ["missing_from", "", "followed"])
def test_a_place_that_never_counts_may_be_called_a_home_anywhere(role):
    look(role=[role], lived=["home"])


def test_without_roles_no_place_is_taken_and_nothing_is_refused():
    look(lived=["home"])


@pytest.mark.parametrize(
    "columns", [("place_kind", "kind"), ("Kind", "Location Type"), ("role", "place role")]
)
def test_two_columns_for_what_decides_are_refused_by_both_names(columns):
    with pytest.raises(SourceError) as refused:
        refuse_two_answers(("episode_id", *columns), "e.csv")
    assert all(repr(column) in str(refused.value) for column in columns)


@pytest.mark.parametrize("twice", ["role", "place_kind", "child_pid"])
def test_one_name_that_stands_twice_in_a_header_is_two_columns(tmp_path, twice):
    path = tmp_path / "e.csv"
    path.write_text(f"episode_id,child_pid,start,role,place_kind,{twice}\n,,,,,\n", "utf-8")
    with pytest.raises(SourceError, match=f"{twice}.*{twice}"):
        examine(path, scan(path))


def test_one_column_for_each_is_enough():
    refuse_two_answers(("episode_id", "role", "kind", "easting"), "e.csv")
