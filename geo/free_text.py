"""Words that people type about premises, checked for what would identify a child.

What officers and analysts write of a visit or a case is kept and read by both sides. It is about a
premises; a child named in it could not be found again when the child is erased. The check knows
forms and not meaning: it helps whoever types, and takes nothing off their care.
"""

from __future__ import annotations

import re
import unicodedata

from geo.errors import QuestionError

WARNING = "Do not name a child, or write what tells who a child is: an age with a name, a birthday."
LONGEST = 4000

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BULLETS = str.maketrans("\uf0a7\uf0b7\uf0d8", "\u2022" * 3)  # as a list of Word is pasted
_JOINER, _VARIANT = "\u200d", "\ufe0f"

_HASH = re.compile(
    r"(?i:[0-9a-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?=[a-z0-9+/_-]*[A-Z])(?=[A-Z0-9+/_-]*[a-z])(?=[A-Za-z+/_-]*[0-9])[A-Za-z0-9+/_-]{20}"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_AGE = r"(?:[5-9]|1[0-7])"
# the forms of what identifies, and what each is called; none of them is ever repeated
FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_HASH, "a child's reference"),
    (re.compile(r"(?i)\b(?:d\.?o\.?b\b|date of birth|born (?:on|in)\b|birthday)"), "a birthday"),
    (re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"), "an e-mail address"),
    (re.compile(r"(?<!\d)(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)"), "a telephone number"),
    (re.compile(r"(?<!\d)\d{3}[\s-]\d{3}[\s-]\d{4}(?!\d)"), "an NHS number"),
    (re.compile(r"(?i)\b[a-z]{2}\s?(?:\d{2}\s?){3}[a-d]\b"), "a National Insurance number"),
    (
        # Emma, 14 / Emma (14) / Emma Hale aged 14; not March, 14 and not Unit 14
        re.compile(
            rf"\b(?!{_MONTH}\b)[A-Z][a-z]+(?:\s*\((?:age[d]?\s*)?|,\s*(?:age[d]?\s*)?|\s+aged?\s+)"
            r"(?:[5-9]|1[0-7])\b(?!\s*(?:[ap]m\b|[:/]\d|days?\b|weeks?\b|months?\b|m\b|km\b|[A-Z]))"
        ),
        "a name with an age",
    ),
    (
        # 14-year-old Emma / Emma, a 14 year old / Emma, who is 14 / Emma is 14 and said so
        re.compile(
            rf"\b{_AGE}[\s-](?:year|yr)s?[\s-]old,?\s+(?:(?:girl|boy|child)\s+)?[A-Z][a-z]+\b"
            rf"|\b(?!{_MONTH}\b)[A-Z][a-z]+,\s+an?\s+{_AGE}[\s-](?:year|yr)s?[\s-]old\b"
            rf"|\b[A-Z][a-z]+,?\s+who\s+is\s+(?:only\s+|just\s+|about\s+)?{_AGE}\b"
            rf"|\b(?!It\b|This\b|That\b)[A-Z][a-z]+\s+is\s+(?:only\s+|just\s+|about\s+)?{_AGE}"
            r"(?:\s+years?\s+old|,?\s+(?:and|but)\s+(?:said|says|told|looks|looked|lives|goes)\b)"
        ),
        "a name with an age",
    ),
    (
        re.compile(
            r"(?i:\b(?:her|his|first|given)\s+name(?:\s+(?:is|was))?)\s+(?!Mr\b|Mrs\b|Ms\b)[A-Z][a-z]+\b"
        ),
        "a child's name",
    ),
    (
        re.compile(
            r"(?i:\b(?:child|girl|boy|victim|daughter|son|pupil|young person|teenager)s?,?\s+"
            r"(?:is |was )?(?:called|named|known as)\b)"
            r"|\b(?i:girl|boy|victim|daughter|son|pupil)\s+(?!In\b|At\b|The\b)[A-Z][a-z]+\b"
        ),
        "a child's name",
    ),
)


def checked(
    words: str, what: str, *, least: int = 1, most: int = LONGEST, field: str | None = None
) -> str:
    """Return words as they are kept: without what cannot be seen, line ends as one character.

    ``what`` names them in a sentence, such as "a note"; ``field`` is that of the form. Raises:
    QuestionError for too few or too many, for characters that control a machine, and for what
    looks as if it told of a child.
    """
    kept = seen(words)
    if not least <= len(kept) <= most:
        raise QuestionError(
            f"{what} must have from {least} to {most:,} characters, found {len(kept):,}", field
        )
    for number, line in enumerate(kept.split("\n"), start=1):
        for each in line:
            if unicodedata.category(each) in {"Cc", "Cs", "Co"}:
                raise QuestionError(
                    f"{what} must be of characters that can be seen, and line {number} has one "
                    f"that cannot, U+{ord(each):04X}: type that line again",
                    field,
                )
    found = told(kept)
    if found is not None:
        raise QuestionError(
            f"{what} must not tell who a child is, and this looks as if it had {found}: write it "
            "without",
            field,
        )
    return kept


def seen(words: str) -> str:
    """Return words as they are seen: one kind of line end, blanks for tabs, no formatting marks.

    What is pasted brings tabs, soft hyphens, joiners and marks of direction that nobody typed. They
    are left out: a mark of direction could turn round what stands beside the words, and one inside
    a name would hide it from the check. Only the joiners that make one emoji of several stay.
    """
    plain = _LINE_ENDS.sub("\n", words).replace("\t", " ").translate(_BULLETS)
    kept = (
        each
        for at, each in enumerate(plain)
        if unicodedata.category(each) != "Cf" or (each == _JOINER and _joins(plain, at))
    )
    return "".join(kept).strip()


def _joins(words: str, at: int) -> bool:
    """Whether a joiner stands between two emoji, the first with its colour or its variant."""
    begins = at - 2 if words[max(at - 1, 0)] == _VARIANT else at - 1
    if begins < 0 or at + 1 == len(words):
        return False
    return all(unicodedata.category(words[each]) in {"So", "Sk"} for each in (begins, at + 1))


def told(words: str) -> str | None:
    """Name the form of what identifies that is in words; None if there is none that is known."""
    plain = unicodedata.normalize("NFKC", seen(words))
    return next((name for form, name in FORMS if form.search(plain)), None)
