"""Passwords: hashed by Argon2id here, proved to the database, and readable nowhere.

The database holds a setting (how to hash, with a salt of the account's own) and a proof, which is
SHA-256 of the hash. To sign in, the hash is made anew and its SHA-256 compared there: no login of
the pages can read what is held, and who steals it has two hashes to turn back.
Source: RFC 9106, whose second recommended setting this is: 64 MiB, 3 passes, 4 lanes.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import unicodedata
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw

from geo.errors import QuestionError

USUAL = "$argon2id$v=19$m=65536,t=3,p=4$"
SETTING = re.compile(r"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})")
HASH_BYTES, SALT_BYTES = 32, 16
LEAST, MOST = 12, 200
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is taken for something else
# as one comes by a copy or is typed: with space round it, in capitals, with a printer's dashes
COPIED = re.compile(rf"[{ALPHABET}]{{4}}(?:[-\u2010-\u2015][{ALPHABET}]{{4}}){{4}}", re.IGNORECASE)
AT_ONCE = BoundedSemaphore(2)  # each takes 64 MiB: a flood of sign-ins must not take them all


def new_setting(usual: str = USUAL) -> str:
    """Return how a new password is to be hashed, with a salt of its own."""
    salt = base64.b64encode(secrets.token_bytes(SALT_BYTES)).decode().rstrip("=")
    return usual + salt


def proof(password: str, setting: str) -> bytes:
    """Return what proves a password: SHA-256 of its Argon2id hash. Raises: QuestionError."""
    found = SETTING.fullmatch(setting)
    if found is None:
        raise QuestionError("a password's setting must be one of Argon2id, and is something else")
    memory, passes, lanes, salt = found.groups()
    with AT_ONCE:
        hashed = hash_secret_raw(
            secret=_plain(password).encode(),
            salt=base64.b64decode(f"{salt}=="),
            time_cost=int(passes),
            memory_cost=int(memory),
            parallelism=int(lanes),
            hash_len=HASH_BYTES,
            type=Type.ID,
        )
    return hashlib.sha256(hashed).digest()


def one_time() -> str:
    """Return a password for one use: 20 letters and digits in fours, 99 bits."""
    letters = [secrets.choice(ALPHABET) for _ in range(20)]
    return "-".join("".join(letters[i : i + 4]) for i in range(0, 20, 4))


def weakness(password: str, sign_in_name: str) -> str:
    """Say what is wrong with a new password; nothing if it will do.

    Length is what counts; a rule for signs and digits makes people write passwords down.
    """
    plain = _plain(password)
    if len(plain) < LEAST:
        return f"Your new password must have {LEAST} characters or more"
    if len(plain) > MOST:
        return f"Your new password must have {MOST} characters or fewer"
    if sign_in_name.casefold() in plain.casefold():
        return "Your new password must not have your sign-in name in it"
    if len(set(plain.casefold())) < 6:
        return "Your new password must have at least 6 different characters"
    return ""


def _plain(password: str) -> str:
    """The same characters typed on two keyboards are one password.

    What has the form of a password for one use is read as it was given out.
    """
    plain = unicodedata.normalize("NFKC", password)[: MOST + 1]
    if COPIED.fullmatch(plain.strip()):
        return re.sub("[^a-z0-9]", "-", plain.strip().lower())
    return plain
