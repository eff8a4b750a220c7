"""The codes of authenticator apps, by the vectors of RFC 6238 and by a second computation."""

import datetime as dt

import pytest
from sqlalchemy import text

from tests.people import code

SECRET = b"12345678901234567890"
# RFC 6238, appendix B, SHA-1: its codes have eight digits, of which ours are the last six
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("seconds", "eight"), VECTORS)
def test_the_vectors_of_the_standard(connection, seconds, eight):
    found = connection.scalar(
        text("SELECT derived.totp_code(:secret, :step)"),
        {"secret": SECRET, "step": seconds // 30},
    )
    assert found == eight[-6:] == code(SECRET, seconds)


@pytest.mark.parametrize(
    ("beside", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_is_of_this_step_or_the_one_beside_it(connection, beside, taken):
    at = dt.datetime(2026, 9, 30, 12, 0, 7, tzinfo=dt.UTC)
    step = connection.scalar(
        text("SELECT derived.totp_step(:secret, :code, :at)"),
        {"secret": SECRET, "code": code(SECRET, at.timestamp(), beside), "at": at},
    )
    assert step == (int(at.timestamp()) // 30 + beside if taken else None)


@pytest.mark.parametrize("wrong", ["", "00000", "abcdef", "1234567", "９４２８７０"])
def test_what_is_no_code_is_of_no_step(connection, wrong):
    values = {"secret": SECRET, "code": wrong}
    assert (
        connection.scalar(text("SELECT derived.totp_step(:secret, :code, now())"), values) is None
    )
