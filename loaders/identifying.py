"""Columns that could say who a child is: a file with one is refused whole, by the column's name.

Episodes arrive anonymised or not at all. What is refused is never read further, so that nothing of
it can be stored, logged or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geo.errors import SourceError
from loaders.repeating import looks_like_a_value
from loaders.table import key

# whose name a column may give: of a place or an agency, and not of a person or a building
_OF_AREAS = (
    r"(?!(lsoa|msoa|oa|ward|wd|authority|localauthority|la|lad|force|police|policeforce|supplier"
    r"|agency|team|system|source|file|host|district|area|region|county|town|country|category"
    r"|column|layout|role|kind|type|class|crime|offence|premises|venue|operator|business)names?$)"
)
# keys have lost the letters with a mark: Rhif ffôn is rhifffn
_AREAS_IN_WELSH = r"ward|awdurdod|cyngor|heddlu|asiantaeth|ardal|sir|ffeil|eiddo|busnes"
_PEOPLE = (
    r"(subject|yp|yps|youngperson|child|children|person|individual|nominal|misper|missingperson"
    r"|victim|client|pupil|student|learner|patient|resident|serviceuser|su|girl|boy|lac|cla)"
)
_SYSTEMS = (
    r"(lac|cla|cms|ics|lcs|carefirst|mosaic|eclipse|liquidlogic|capita|ems|niche|pnc|athena|connect"
    r"|compact|custody|occurrence|crime|incident|log|case|socialcare|ssid|swift)"
)
_NUMBERED = r"(id|ids|ref|refs|reference|no|num|nos|number|key|code|urn|uid|upi)"
# matched against a column's name without case, space and punctuation
_NAMED = {
    "names": (
        rf"^{_OF_AREAS}.*names?\d*$|^(namesof|nameof|name\d*$)|forename|surname|^[fslm]name",
        rf"^enw(?!r?({_AREAS_IN_WELSH}))|cyfenw",
        r"^alias|^aka$|^knownas|nickname|initials?$|^(first|last|middle|given|title)$",
        r"^(mother|father|carer|fostercarer|parent|guardian|sibling|brother|sister|family|friend)",
        r"^(nextofkin|nok|associate|knownassociate|boyfriend|girlfriend|partner)",
    ),
    "a date of birth": (r"birth|dob$|^dob|^yob$|^born|^mcdob|geni$",),
    "an address": (
        r"cyfeiriad|codpost|^ysgol|^cartref$",
        r"address|^addr|^street(name|no|num|number)?\d*$|^housen|^house$|^flatn|^uprn$|^town$",
        r"placename|postcode|postalcode|^pcds?$|^homepc|homepost|plpost|what3words|^w3w",
        r"^(found|lastseen|seen|missingfrom|home|placement|exact|incident)(at|location|place)$",
        r"^where|^(home|school|hospital|placement)$|^(home|placement|school|provider)(name|urn)$",
        r"^home(x|y|e|n|east|north|lat|lon|long|grid)|gridref\w*home|^placement(provider|location)",
    ),
    "free text": (
        r"nodiad|sylw|disgrif|manylion",
        r"note|comment|narrative|freetext|description|summary|remarks?$|circumstance|details?$",
        r"reasontext|text$|^mo$|account$|^log$|message|^story|whathappened|background|clothing",
        r"^additional|information$|debrief|^interview$",
    ),
    "an unhashed id": (
        r"^nhs|nhsnum|^upn$|uniquepupil|^uln$|uniquelearner|^ni(no|num|number)?$|nationalins",
        r"passport|drivinglicen|^pnc|^cro(num|no)?$|^niche|^misper|^personno$|^(police)?urn$",
        rf"^pupilid|^{_SYSTEMS}{_NUMBERED}$|^{_PEOPLE}{_NUMBERED}$|^liquidlogic|^laclid",
    ),
    "a way to reach or trace somebody": (
        r"ffo?n|^ebost|symudol",
        r"phone|^tel(e|no|number)?\d*$|mobile|landline|^cell(no|number)$|^imei|email|^mail$",
        r"^contact|facebook|instagram|^insta|snapchat|^snap$|whatsapp|tiktok|username|gamertag",
        r"^handle|socialmedia|^photo|^image|^ip$|ipaddress|^vrm$|^vehicle$|vehiclereg|^carreg",
        r"^reg(no|istration)?$|numberplate",
    ),
    "a person": (
        rf"^{_PEOPLE}s?$|^who$|^(suspect|offender|perpetrator|personofconcern|poc|witness)",
        r"^officer|^reporter|^reportingofficer|^oic$|^informant|^socialworker|^keyworker|^foundby$|^caller$",
    ),
}
NAMED = tuple((re.compile("|".join(forms)), what) for what, forms in _NAMED.items())


def refuse_identifying(columns: Iterable[str], allowed: Iterable[str], name: str) -> None:
    """Refuse a file by its columns' names. Raises: SourceError naming each that identifies."""
    fine = {key(each) for each in allowed}
    found = []
    for number, column in enumerate(columns, start=1):
        plain = key(column)
        if plain in fine:
            continue
        for pattern, what in NAMED:
            if pattern.search(plain):
                said = f"number {number}" if looks_like_a_value(column) else repr(column)
                found.append(f"{said} ({what})")
                break
    if found:
        raise SourceError(
            f"{name} must be anonymised before it is sent, and has {_columns(found)}: the whole "
            "file is refused; remove what identifies a child and send it again."
        )


def _columns(found: Sequence[str]) -> str:
    return f"the column{'s' if len(found) > 1 else ''} {', '.join(found)}"


def refuse_two_pseudonyms(columns: Iterable[str], names: Iterable[str], name: str) -> None:
    """Refuse a file that gives its children twice: one of the two is no pseudonym."""
    keys = {key(each) for each in names}
    found = [column for column in columns if key(column) in keys]
    if len(found) > 1:
        raise SourceError(
            f"{name} must give each child in one column, a keyed hash, and has "
            f"{_columns([repr(each) for each in found])}: the whole file is refused; remove what "
            "is not the keyed hash."
        )
