"""Columns that could say who a child is refuse a file whole, and innocent ones do not."""

import hashlib
import hmac

import pytest

from geo.errors import SourceError
from loaders import arrays
from loaders.episode_layout import knows
from loaders.identifying import hashed, refuse_identifying, refuse_telling, refuse_unhashed

IDENTIFYING = {
    "names": ["Name", "forename", "Sur Name", "CHILD_NAME", "Full name", "Alias", "Mother's name"],
    "a date of birth": ["DOB", "Date of Birth", "D.O.B.", "child_dob", "birth date"],
    "an address": ["Address", "Home Address 1", "street", "Postcode", "PCD", "UPRN", "what3words"],
    "free text": ["Notes", "Comments", "Circumstances", "MO", "Return interview narrative"],
    "an unhashed id": ["NHS Number", "UPN", "PNC ID", "Niche ref", "crime number", "Child No"],
    "a way to reach or trace somebody": ["Mobile", "Tel No", "E-mail", "VRM", "Snapchat"],
    "a person": ["Officer", "Social worker", "Found by"],
}


@pytest.mark.parametrize(
    ("what", "column"), [(what, each) for what, names in IDENTIFYING.items() for each in names]
)
def test_a_column_that_identifies_refuses_the_file_by_its_name(what, column):
    with pytest.raises(SourceError) as refused:
        refuse_identifying(["episode_id", column], knows("episodes"), "e.csv")
    assert repr(column) in str(refused.value)
    assert f"({what})" in str(refused.value)


def test_every_column_that_identifies_is_named_at_once():
    with pytest.raises(SourceError, match=r"the columns 'Forename' \(names\), 'DOB'"):
        refuse_identifying(["episode_id", "Forename", "DOB"], (), "e.csv")


@pytest.mark.parametrize("layout", ["episodes", "places", "ssda903", "street"])
def test_no_column_of_a_known_layout_is_taken_for_identifying(layout):
    refuse_identifying(knows(layout), knows(layout), "e.csv")


@pytest.mark.parametrize(
    "column", ["Batch", "Force code", "Missing episode count", "Weekday", "Placing LA", "Quarter"]
)
def test_an_innocent_column_is_let_in(column):
    refuse_identifying([column], (), "e.csv")


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("j.heron@example.org", "e-mail addresses"),
        ("07700 900123", "telephone numbers"),
        ("4 Quay Street, Skerrowby ZX1 4QT", "postcodes or addresses"),
        ("she was last seen by the quay at night", "free text"),
    ],
)
def test_a_column_nobody_knows_is_judged_by_what_it_holds_and_nothing_is_repeated(cell, what):
    with pytest.raises(SourceError) as refused:
        refuse_telling("extra", ["", "x", cell], "e.csv")
    assert what in str(refused.value)
    assert cell not in str(refused.value)


@pytest.mark.parametrize("cell", ["Q3", "2026-09-30", "E06999001", "290966", "team 4", ""])
def test_a_column_nobody_knows_of_plain_codes_is_let_in(cell):
    refuse_telling("extra", [cell] * 3, "e.csv")


def keyed(number):
    return hmac.new(b"the supplier's key", str(number).encode(), hashlib.sha256).hexdigest()


FORMS = {
    "sha-256": keyed,
    "cut to 16": lambda number: keyed(number)[:16],
    "in capitals": lambda number: keyed(number).upper(),
    "with an authority": lambda number: f"{keyed(number)[:32]}_E06999001",
    "as a UUID": lambda n: "-".join(
        (keyed(n)[:8], keyed(n)[8:12], keyed(n)[12:16], keyed(n)[16:20], keyed(n)[20:32])
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_keyed_hashes_are_taken_in_each_of_their_forms(form):
    refuse_unhashed("child_pid", arrays.strings([form(number) for number in range(50)]), "e.csv")


@pytest.mark.parametrize(
    "refs",
    [
        ["1001", "1002"],
        ["JS120311", "AB990102"],
        ["Jo Heron"],
        ["0000000000001234"],
        ["00000000000000aa"],
        [f"{number:032x}" for number in range(0xABC000, 0xABC040)],  # numbers that count up
        [keyed(1), "1002"],
    ],
)
def test_an_id_that_is_no_hash_refuses_the_file_and_is_not_repeated(refs):
    with pytest.raises(SourceError, match="an unhashed id") as refused:
        refuse_unhashed("child_pid", arrays.strings(refs), "e.csv")
    assert not any(ref in str(refused.value) for ref in refs)


def test_an_empty_reference_is_no_unhashed_one():
    refuse_unhashed("child_pid", arrays.strings(["", keyed(1)]), "e.csv")


@pytest.mark.parametrize("ref", ["", "abc", "a" * 32, "1" * 32, "deadbeef", "heron" * 4])
def test_what_has_not_the_form_of_a_hash_is_none(ref):
    assert not hashed(ref)
