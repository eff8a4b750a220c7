"""A bad delivery of episodes: refused whole where it identifies, and never repeated."""

import pytest

from tests.journey import files
from tests.journey.files import (
    AUTHORITY,
    EPISODES,
    SQUARE,
    X,
    Y,
    episode_row,
    episodes,
    pseudonym,
    rows_as_csv,
    write,
)
from tests.journey.held import everything

GOOD = [episode_row(n, child=f"c{n % 5}") for n in range(1, 21)]
SECRET = "Persephone Quillfeather"


def send(nightjar, path, *more):
    return nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json", *more)


@pytest.fixture
def known(nightjar, tmp_path):
    path = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    return nightjar


def test_a_delivery_before_any_boundary_is_told_what_to_load_first(nightjar, tmp_path):
    rows = [episode_row(n, child=f"c{n % 5}", authority_code="E06999001") for n in range(1, 4)]
    answer = send(nightjar, write(tmp_path / "e.csv", episodes(rows)))
    assert answer.code == 1
    assert "none of its 3 rows can be loaded" in answer.json["error"]
    assert "known, as it is once its boundary is loaded (3)" in answer.json["error"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Child Name", SECRET),
        ("surname", SECRET),
        ("DOB", "2011-03-04"),
        ("date_of_birth", "04/03/2011"),
        ("Home Address", "4 Quay Street"),
        ("NHS number", "943 476 5919"),
        ("mobile", "07700 900123"),
        ("notes", "she was seen with " + SECRET),
        ("free text", "by the quay"),
    ],
)
def test_a_column_that_identifies_refuses_the_file_by_its_name(
    known, owner, tmp_path, column, value
):
    text = rows_as_csv((*EPISODES, column), [[*row, value] for row in GOOD])
    before = everything(owner)
    answer = send(known, write(tmp_path / "e.csv", text))
    assert answer.code == 1
    assert repr(column) in answer.json["error"]
    assert value not in answer.out + answer.err
    assert everything(owner) == before


@pytest.mark.parametrize(
    "ref", ["12345", "C-0042", "Jo", "0000000000000001", "12345678901234567890", SECRET]
)
def test_an_id_that_is_no_keyed_hash_refuses_the_file(known, owner, tmp_path, ref):
    rows = [*GOOD, episode_row(99, child_pid=ref)]
    before = everything(owner)
    answer = send(known, write(tmp_path / "e.csv", episodes(rows)))
    assert answer.code == 1
    assert "keyed hash" in answer.json["error"]
    assert ref not in answer.out + answer.err
    assert everything(owner) == before


def test_words_that_tell_too_much_refuse_a_column_nobody_knows(known, tmp_path):
    text = rows_as_csv((*EPISODES, "extra"), [[*row, f"met {SECRET} at a flat"] for row in GOOD])
    answer = send(known, write(tmp_path / "e.csv", text))
    assert answer.code in (0, 1)
    assert SECRET not in answer.out + answer.err


BAD = {
    "empty.csv": ("", "is empty"),
    "header.csv": (episodes([]), "no rows"),
    "registers.csv": (files.register([files.premises_row(1)]), "must"),
    "no_start.csv": (rows_as_csv(("episode_id", "child_pid"), [["E1", pseudonym("a")]]), "start"),
    "semicolons.csv": (rows_as_csv(EPISODES, GOOD, ";").replace(",", " "), None),
    "tildes.csv": (episodes(GOOD).replace(",", "~"), "one column alone"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(2000), "must"),
    "nul.csv": (episodes(GOOD).encode().replace(b"takeaway", b"take\0way", 1), None),
    "cut.csv.gz": (files.gzip.compress(episodes(GOOD).encode())[:-15], "gzip"),
    "cut.csv": (episodes(GOOD)[:-25], "cut off"),
}


@pytest.mark.parametrize(("name", "content", "said"), [(n, *c) for n, c in BAD.items()], ids=BAD)
def test_a_file_that_is_no_delivery_is_refused_or_accounted_for(
    known, owner, tmp_path, name, content, said
):
    path = write(tmp_path / "file", content).rename(tmp_path / name)
    before = everything(owner)
    answer = send(known, path)
    if said is None and answer.code == 0:
        told = answer.json
        assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"]
        return
    assert answer.code == 1
    assert answer.json["state"] == "refused"
    assert said is None or said in answer.json["error"]
    assert answer.err.strip().count("\n") == 0
    assert everything(owner) == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"easting": "NaN"}, None),
        ({"northing": "inf"}, None),
        ({"easting": Y, "northing": X}, None),  # swapped
        ({"easting": 146_000, "northing": 530_000}, None),  # Belfast
        ({"start": "2026-02-30"}, "not_a_date"),
        ({"start": "2026-03-29 01:30"}, "no_such_local_time"),
        ({"start": "2099-01-01"}, "in_the_future"),
        ({"role": "followed"}, "not_in_vocabulary"),
        ({"place_kind": "church"}, "not_in_vocabulary"),
        ({"episode_id": ""}, "required"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_without_its_value(
    known, owner, tmp_path, change, reason
):
    bad = episode_row(999, **change)
    rejects = tmp_path / "rejects.csv"
    path = write(tmp_path / "e.csv", episodes([*GOOD, bad]))
    answer = send(known, path, "--rejects", rejects)
    told = answer.json
    assert (told["read"], told["accepted"], told["rejected"]) == (21, 20, 1)
    if reason:
        assert told["reasons"] == {reason: 1}
    said = answer.out + answer.err + rejects.read_text()
    for name, value in change.items():
        if name != "episode_id" and not str(value).startswith(("NaN", "inf")):
            assert str(value) not in said


def test_a_delivery_without_its_header_is_refused_and_its_first_episode_is_not_repeated(
    known, tmp_path
):
    first = [f"Persephone {SECRET}", *GOOD[0]]  # 'phone' is in the name
    text = rows_as_csv(("x", *EPISODES), [first, *(["", *row] for row in GOOD)])
    answer = send(known, write(tmp_path / "e.csv", text.split("\r\n", 1)[1]))
    assert answer.code == 1
    assert "its first line is no header" in answer.json["error"]
    for value in map(str, first):
        assert value not in answer.out + answer.err


def test_a_delivery_of_episodes_with_places_that_lacks_a_column_is_told_which(known, tmp_path):
    text = rows_as_csv(
        [name for name in EPISODES if name != "start"],
        [
            [cell for name, cell in zip(EPISODES, row, strict=True) if name != "start"]
            for row in GOOD
        ],
    )
    answer = send(known, write(tmp_path / "e.csv", text))
    assert answer.code == 1
    assert "no column 'start'" in answer.json["error"]


def test_an_episode_at_a_default_point_refuses_the_file(known, owner, tmp_path):
    rows = [episode_row(n, child=f"c{n}") for n in range(1, 1026)]
    before = everything(owner)
    answer = send(known, write(tmp_path / "e.csv", episodes(rows)))
    assert answer.code == 1
    assert "all 1025 at one point" in answer.json["error"]
    assert everything(owner) == before


@pytest.mark.parametrize(("elsewhere", "code"), [(50, 1), (60, 0)])
def test_a_default_point_is_told_though_a_few_are_elsewhere(known, tmp_path, elsewhere, code):
    rows = [episode_row(n, child=f"c{n}") for n in range(1, 1_001)]
    rows += [episode_row(n, easting=X + n) for n in range(2_000, 2_000 + elsewhere)]
    answer = send(known, write(tmp_path / "e.csv", episodes(rows)))
    assert answer.code == code
    assert code == 0 or "1000 of 1050 at one point" in answer.json["error"]


@pytest.fixture
def beside(known, tmp_path):
    """An authority that is where the other would be with its numbers exchanged."""
    ring = {"type": "Polygon", "coordinates": [[[y, x] for x, y in [*SQUARE, SQUARE[0]]]]}
    other = files.geojson([files.feature(ring, LAD26CD="E06999002", LAD26NM="Far Skerrowby")])
    path = write(tmp_path / "beside.geojson", other)
    assert known("load", "boundaries", path, "--kind", "authority").code == 0
    return known


def test_eastings_in_the_place_of_northings_refuse_the_file(beside, owner, tmp_path):
    before = everything(owner)
    rows = [episode_row(n, easting=Y + n, northing=X) for n in range(1, 21)]
    answer = send(beside, write(tmp_path / "e.csv", episodes(rows)))
    assert answer.code == 1
    assert "exchange the two columns" in answer.json["error"]
    assert everything(owner) == before


@pytest.mark.parametrize(("word", "stands"), [("Skerrowby", 1), ("skerrowby council", 1), ("X", 0)])
def test_an_authority_may_be_told_by_its_name(known, tmp_path, word, stands):
    rows = [*GOOD, episode_row(50, authority_code=word)]
    answer = send(known, write(tmp_path / "e.csv", episodes(rows)))
    assert answer.json["accepted"] == len(GOOD) + stands


def test_a_reject_names_its_column_as_the_file_does(known, tmp_path):
    renamed = {"place_kind": "Location Type", "easting": "X", "start": "Started At"}
    header = [renamed.get(name, name) for name in EPISODES]
    rows = [
        *GOOD,
        episode_row(50, place_kind="lighthouse"),
        episode_row(51, easting="far"),
        episode_row(52, start="soon"),
    ]
    answer = send(known, write(tmp_path / "e.csv", rows_as_csv(header, rows)))
    said = [(each["column"], each["rows"]) for each in answer.json["rejected_by_column"]]
    assert sorted(said) == [("Location Type", 1), ("Started At", 1), ("X", 1)]


@pytest.mark.parametrize("authority", [AUTHORITY, "E06999002"])
def test_places_in_another_authority_stand_where_some_are_in_the_own(beside, tmp_path, authority):
    far = [
        episode_row(100 + n, easting=Y + n, northing=X, authority_code=authority) for n in range(9)
    ]
    rows = far if authority != AUTHORITY else [*far, *GOOD]
    answer = send(beside, write(tmp_path / "e.csv", episodes(rows)))
    assert (answer.json["accepted"], answer.json["rejected"]) == (len(rows), 0)


def test_the_same_reference_with_other_words_in_one_file_is_a_duplicate(known, tmp_path):
    rows = [*GOOD, episode_row(1, child="another child altogether", easting=X + 500)]
    told = send(known, write(tmp_path / "e.csv", episodes(rows))).json
    assert told["read"] == told["accepted"] + told["rejected"] + told["already_held"] == 21
    assert told["reasons"] == {"duplicate_ref": 1}
