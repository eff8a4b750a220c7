"""Passwords: hashed as the standard says, and only of a length that protects."""

import base64
import hashlib

import argon2
import pytest

from geo import passwords
from geo.errors import QuestionError

CHEAP = "$argon2id$v=19$m=64,t=1,p=1$"


def test_a_proof_is_sha256_of_the_hash_that_argon2_verifies():
    setting = passwords.new_setting(CHEAP)
    whole = argon2.low_level.hash_secret(
        b"three plain words",
        base64.b64decode(setting.rsplit("$")[-1] + "=="),
        time_cost=1,
        memory_cost=64,
        parallelism=1,
        hash_len=32,
        type=argon2.low_level.Type.ID,
    ).decode()
    assert argon2.PasswordHasher().verify(whole, "three plain words")
    hashed = base64.b64decode(whole.rsplit("$")[-1] + "=")
    assert passwords.proof("three plain words", setting) == hashlib.sha256(hashed).digest()


def test_another_password_and_another_salt_prove_something_else():
    one, two = passwords.new_setting(CHEAP), passwords.new_setting(CHEAP)
    assert one != two
    proofs = {
        passwords.proof(password, setting)
        for password in ("three plain words", "Three plain words")
        for setting in (one, two)
    }
    assert len(proofs) == 4


def test_the_same_characters_typed_two_ways_are_one_password():
    setting = passwords.new_setting(CHEAP)
    assert passwords.proof("caf\u00e9 words", setting) == passwords.proof(
        "cafe\u0301 words", setting
    )


def test_the_usual_setting_is_the_standards_second():
    assert passwords.USUAL == "$argon2id$v=19$m=65536,t=3,p=4$"


@pytest.mark.parametrize("setting", ["", "$argon2i$v=19$m=64,t=1,p=1$" + "A" * 22, "md5", CHEAP])
def test_a_setting_that_is_none_is_refused(setting):
    with pytest.raises(QuestionError, match="must be one of Argon2id"):
        passwords.proof("x", setting)


@pytest.mark.parametrize(
    ("password", "fine"),
    [
        ("elevenchars", False),
        ("twelve chars", True),
        ("x" * 200 + "y", False),
        ("aaaaaaaaaaaaaaa", False),
        ("abcdeabcdeabcde", False),
        ("abcdefabcdefabc", True),
        ("my pat.larke word", False),
        ("MY PAT.LARKE WORD", False),
        ("heron lamp fourteen", True),
    ],
)
def test_a_new_password_is_judged_by_its_length(password, fine):
    assert (passwords.weakness(password, "pat.larke") == "") is fine


def test_a_password_for_one_use_is_long_and_never_twice_the_same():
    made = {passwords.one_time() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(each) for each in made} == {24}
    assert not set("".join(made)) & set("01lio")


@pytest.mark.parametrize(
    "copied",
    [
        *("{}", " {}", "{}\n", "\t{} \r\n", "\u00a0{}"),
        *(str.upper, str.title, lambda given: given.replace("-", "\u2011")),
    ],
)
def test_a_password_for_one_use_is_taken_as_it_is_copied_and_typed(copied):
    given, setting = passwords.one_time(), passwords.new_setting(CHEAP)
    said = copied.format(given) if isinstance(copied, str) else copied(given)
    assert passwords.proof(said, setting) == passwords.proof(given, setting)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (" three plain words", "three plain words"),
        ("Heron-Lamp-Four-Teen-Plan", "heron-lamp-four-teen-plan"),
        ("Bear Wyrm Tank Gate Pump", "bear wyrm tank gate pump"),
    ],
)
def test_a_password_of_ones_own_is_what_was_typed(own, other):
    setting = passwords.new_setting(CHEAP)
    assert passwords.proof(own, setting) != passwords.proof(other, setting)
