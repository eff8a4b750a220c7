"""Children are given by keyed hashes: what is none refuses a file, and no hash does."""

import base64
import hashlib
import hmac

import numpy as np
import pytest

from geo.errors import SourceError
from loaders import arrays
from loaders.pseudonyms import are_hashes, hashed, in_one_case, refuse_unhashed


def keyed(number):
    return hmac.new(b"the supplier's key", str(number).encode(), hashlib.sha256).hexdigest()


FORMS = {
    "sha-256": keyed,
    "cut to 16": lambda number: keyed(number)[:16],
    "in capitals": lambda number: keyed(number).upper(),
    "with an authority": lambda number: f"{keyed(number)[:32]}_E06999001",
    "with an old code": lambda number: f"{keyed(number)[:40]}-00ET",
    "with a number": lambda number: f"{keyed(number)[:40]}_876",
    "as Base64": lambda n: base64.b64encode(bytes.fromhex(keyed(n))).decode(),
    "as Base64 of 16 bytes": lambda n: (
        base64.urlsafe_b64encode(bytes.fromhex(keyed(n))[:16]).decode().rstrip("=")
    ),
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


def written(text):
    return base64.b64encode(text.encode()).decode()


PEOPLE = ["Jade Smith", "Kaycee Mulqueen", "Bartek Zielak", "Mia Jones", "Amina Auk"]
TOLD = {
    "names and births": [f"{n.replace(' ', '-')}son-2010-07-1{i}" for i, n in enumerate(PEOPLE)],
    "names and towns": [f"{n.replace(' ', '')}/1307201{i}/Tern" for i, n in enumerate(PEOPLE)],
    "of a digest's length": [f"{n.replace(' ', '')}20100711Skerrowby"[:22] for n in PEOPLE],
    "in Base64": [written(f"{name} 13/07/2010") for name in PEOPLE],
    "in Base64 of 24 bytes": [written(f"{name} 13/07/2010        "[:24]) for name in PEOPLE],
    "in hexadecimal": [f"{name} 130710".encode().hex() for name in PEOPLE],
    "in hexadecimal of one length": [f"{name:<16}".encode().hex() for name in PEOPLE],
    "in hexadecimal of UTF-16": [name.encode("utf-16-be").hex() for name in PEOPLE],
    "names after a hash": [f"{keyed(n)[:32]}_{n.replace(' ', '')[:9]}" for n in PEOPLE],
    "births after a hash": [f"{keyed(n)[:32]}-13072010" for n in PEOPLE],
    "counted at both ends": [f"{n:x}abcdef0000000000{n:x}" for n in range(10)],
    "UUIDs that count": [f"{n}0000007-1dd2-11b2-8080-808080808080" for n in range(1, 10)],
    "one character again": ["a" * 32],
    "sixteen digits": ["4929123412341234", "4929567812349876"],
}


@pytest.mark.parametrize("refs", TOLD.values(), ids=TOLD.keys())
def test_what_only_looks_hashed_refuses_the_file_and_is_not_repeated(refs):
    with pytest.raises(SourceError, match="an unhashed id") as refused:
        refuse_unhashed("child_pid", arrays.strings(refs), "e.csv")
    assert not any(ref in str(refused.value) for ref in refs)


@pytest.mark.parametrize("size", [8, 10, 16, 20, 32])
@pytest.mark.parametrize("write", [bytes.hex, lambda value: base64.b64encode(value).decode()])
def test_no_column_of_digests_is_refused_for_what_chance_writes(size, write):
    if size < 16 and write is not bytes.hex:
        return
    draw = np.random.default_rng(7)
    for count in (1, 2, 5, 50, 1000):
        for _ in range(20):
            refs = [write(draw.bytes(size)) for _ in range(count)]
            assert are_hashes(arrays.strings(refs))


def test_a_hash_in_capitals_is_the_same_child_and_base64_is_left_alone():
    plain, uuid = keyed(1)[:32], "0C2B1A90-7d1e-4f00-9a01-ABCDEF012345"
    digest = base64.b64encode(bytes.fromhex(keyed(1))).decode()
    given = ["", plain.upper(), uuid, f"{plain.upper()}_E06999001", digest, "1001A"]
    assert in_one_case(arrays.strings(given)).to_pylist() == [
        *("", plain, uuid.lower(), f"{plain}_E06999001", digest, "1001A")
    ]
