"""What a list of flags is narrowed to: read from an address, offered as choices, shown as tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from geo.released import Filters
from webmap import terms
from webmap.formats import distance, sentence, thousands
from webmap.wording import Row

Asked = TypeVar("Asked", bound=Filters)
LONGEST_WORDS = 100
POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}")


@dataclass(frozen=True)
class Tag:
    """One filter that is set: what it says, and the query without it."""

    label: str
    without: dict[str, Any]


def asked_filters(query: Mapping[str, str]) -> Filters:
    """Return the filters that an address asks for; what makes no sense asks for nothing."""
    return Filters(
        authority=typed(query, "authority"),
        kind=typed(query, "kind"),
        band_m=metres(query, "band"),
        words=typed(query, "words"),
    )


def as_held(filters: Asked) -> Asked:
    """Return the filters with a postcode in the form it is held in, which has no space."""
    words = filters.words
    if words is None or not POSTCODE.fullmatch(words):
        return filters
    return replace(filters, words=words.replace(" ", ""))


def typed(query: Mapping[str, str], name: str) -> str | None:
    """Return what somebody typed or chose, on one line; None for nothing."""
    # PostgreSQL takes no NUL, and nobody types the other control characters
    given = "".join(each for each in query.get(name, "") if each.isprintable())
    return " ".join(given.split())[:LONGEST_WORDS] or None


def metres(query: Mapping[str, str], name: str) -> int | None:
    """Return a distance that an address asks for; None where it makes no sense."""
    given = typed(query, name) or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None


def as_query(filters: Filters) -> dict[str, Any]:
    """Return the query that asks for filters, without those that are not set."""
    given = {
        "authority": filters.authority,
        "kind": filters.kind,
        "band": None if filters.band_m is None else str(filters.band_m),
        "words": filters.words,
    }
    return {name: value for name, value in given.items() if value is not None}


def tags(filters: Filters, counts: Sequence[Row]) -> list[Tag]:
    """Return a tag for each filter that is set."""
    query = as_query(filters)
    labels = {
        "authority": _authorities(counts).get(filters.authority, filters.authority),
        "kind": sentence(terms.kind(filters.kind or "", several=True)),
        "band": f"Up to {distance(filters.band_m)}",
        "words": f"“{filters.words}”",
    }
    return [
        Tag(str(labels[name]), {other: query[other] for other in query if other != name})
        for name in query
    ]


def choices(filters: Filters, counts: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
    """Return what can be chosen of each filter, with how many premises each choice would leave.

    The counts heed the other filters, but not the words, so with words there are none.
    """
    kinds = {row["kind"]: sentence(terms.kind(row["kind"], several=True)) for row in counts}
    bands = sorted({row["band_m"] for row in counts})
    offered: dict[str, tuple[str, str, Mapping[Any, str]]] = {
        "authority": ("authority", "All authorities", _authorities(counts)),
        "kind": ("kind", "All kinds", dict(sorted(kinds.items(), key=lambda each: each[1]))),
        "band": ("band_m", "Any distance", {band: f"Up to {distance(band)}" for band in bands}),
    }
    return {
        name: _options(everything, labels, filters, counts, held)
        for name, (held, everything, labels) in offered.items()
    }


def _authorities(counts: Sequence[Row]) -> dict[str | None, str]:
    """Return the names of the authorities that are counted."""
    return {row["authority"]: row["authority_name"] for row in counts}


def _options(
    everything: str, labels: Mapping[Any, str], filters: Filters, counts: Sequence[Row], name: str
) -> list[dict[str, Any]]:
    left: Counter[Any] = Counter()
    for row in counts:
        if all(
            _passes(row, other, getattr(filters, other))
            for other in ("authority", "kind", "band_m")
            if other != name
        ):
            for value in labels:
                if _passes(row, name, value):
                    left[value] += row["premises"]
    chosen = getattr(filters, name)
    options = [{"value": "", "text": everything, "selected": chosen is None}]
    for value, label in labels.items():
        number = "" if filters.words else f" ({thousands(left[value])})"
        options.append(
            {"value": str(value), "text": f"{label}{number}", "selected": value == chosen}
        )
    if chosen is not None and chosen not in labels:
        options.append({"value": str(chosen), "text": str(chosen), "selected": True})
    return options


def _passes(row: Row, name: str, value: str | int | None) -> bool:
    if value is None:
        return True
    return bool(row[name] <= value if name == "band_m" else row[name] == value)
