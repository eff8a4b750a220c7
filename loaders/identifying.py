"""Columns that could say who a child is: a file with one is refused whole, by the column's name.

Episodes arrive anonymised or not at all. What is refused is never read further, so that nothing of
it can be stored, logged or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyarrow.compute as pc

from geo.errors import SourceError
from loaders.arrays import Strings, as_mask, is_empty, take
from loaders.table import key
from loaders.values import postcode_within

# matched against a column's name without case, space and punctuation
_NAMED = {
    "names": (
        r"(^|fore|sur|first|last|middle|given|family|maiden|full|child|person|nick|known)names?$",
        r"^namesof|^nameof|^alias|^aka$|initials?$|^(mother|father|carer|parent|guardian)",
    ),
    "a date of birth": (r"dob$|^dob|dateofbirth|birthdate|^born|^birthday|^mcdob",),
    "an address": (
        r"address|^street|^housen|^house$|^flatn|^uprn$|^town$|placename|postcode|^pcds?$",
        r"homepost|plpost|what3words|^w3w",
    ),
    "free text": (
        r"note|comment|narrative|freetext|description|summary|remarks?$|circumstance|details?$",
        r"reasontext|^text$|^mo$|account$|^log$|message",
    ),
    "an unhashed id": (
        r"^nhs|nhsnum|^upn$|uniquepupil|^nino?$|nationalins|passport|drivinglicen|^pnc",
        r"^cro(num|no)?$|^niche|^misper(ref|id|no)?$|^personno$|^(police)?urn$|^pupilid",
        r"^case(ref|number|no|id)$|^child(number|no|urn|code)$|^liquidlogic|^mosaic(id)?$",
        r"^laclid|^clientid|^socialcare(id|ref)|^crime(ref|number|no)$",
    ),
    "a way to reach or trace somebody": (
        r"phone|^tel$|telno|mobile|^imei|email|^mail$|facebook|instagram|snapchat|username",
        r"^handle|socialmedia|^photo|^image|^ip$|ipaddress|^vrm$|vehiclereg|^reg(no|istration)?$",
    ),
    "a person": (r"^officer|^reporter|^informant|^socialworker|^keyworker|^foundby$",),
}
NAMED = tuple((re.compile("|".join(forms)), what) for what, forms in _NAMED.items())

_EMAIL = re.compile(r"\S+@\S+\.\w+")
_PHONE = re.compile(r"(?:\+44|0)\s?\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b")
_HEX = re.compile(r"^[0-9a-f]{16,128}$", re.IGNORECASE)
_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_BASE64 = re.compile(r"^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/_-]{20,90}={0,2}$")
_SUFFIX = re.compile(r"[_:.-][A-Za-z0-9]{1,9}$")  # regional copies end a pseudonym in its authority


def refuse_identifying(columns: Iterable[str], allowed: Iterable[str], name: str) -> None:
    """Refuse a file by its columns' names. Raises: SourceError naming each that identifies."""
    fine = {key(each) for each in allowed}
    found = []
    for column in columns:
        plain = key(column)
        if plain in fine:
            continue
        for pattern, what in NAMED:
            if pattern.search(plain):
                found.append(f"{column!r} ({what})")
                break
    if found:
        raise SourceError(
            f"{name} must be anonymised before it is sent, and has {_columns(found)}: the whole "
            "file is refused; remove what identifies a child and send it again."
        )


def _columns(found: Sequence[str]) -> str:
    return f"the column{'s' if len(found) > 1 else ''} {', '.join(found)}"


def refuse_telling(column: str, cells: Sequence[str], name: str) -> None:
    """Refuse a file if a column that nobody knows holds what identifies. Raises: SourceError."""
    filled = [cell for cell in cells if cell.strip()]
    for what, test in (
        ("e-mail addresses", _EMAIL.search),
        ("telephone numbers", _PHONE.search),
        ("postcodes or addresses", postcode_within),
        ("free text", lambda cell: len(cell.split()) > 6),
    ):
        if any(test(cell) for cell in filled):
            raise SourceError(
                f"{name} must be anonymised before it is sent, and its column {column!r} holds "
                f"{what}: the whole file is refused; remove the column and send it again."
            )


def refuse_unhashed(column: str, refs: Strings, name: str) -> None:
    """Refuse a file whose pseudonyms are not keyed hashes. Raises: SourceError.

    A number or a short code is an agency's own id: whoever has that agency's list has the child.
    """
    distinct = pc.unique(refs)
    hexadecimal = as_mask(pc.match_substring_regex(distinct, _HEX.pattern, ignore_case=True))
    hexadecimal &= as_mask(pc.match_substring_regex(distinct, "[a-f]", ignore_case=True))
    # no hash begins so but one in four thousand million; a number filled up to its width does
    hexadecimal &= ~as_mask(pc.starts_with(distinct, "00000000"))
    others = [str(ref) for ref in take(distinct, ~hexadecimal).to_pylist() if ref]
    if not all(hashed(ref) for ref in others) or _run_on(distinct):
        raise SourceError(
            f"{name} must give each child a keyed hash (at least 16 hexadecimal characters, made "
            f"with HMAC and a key that the supplier keeps), and its column {column!r} holds an "
            "unhashed id: the whole file is refused."
        )


def hashed(ref: str) -> bool:
    """Whether a text has the form of a keyed hash."""
    for form in (ref, _SUFFIX.sub("", ref)):
        if _HEX.match(form):
            varied = len(set(form.lower())) > 4
            return varied and not form.isdigit() and not form.startswith("00000000")
        if _UUID.match(form) or _BASE64.match(form):
            return True
    return False


def _run_on(refs: Strings) -> bool:
    """Whether pseudonyms begin alike, as numbers that count up do and hashes do not."""
    filled = take(refs, ~is_empty(refs))
    if len(filled) < 5:
        return False
    ends = pc.min_max(filled).as_py()
    return str(ends["min"])[:6] == str(ends["max"])[:6]
