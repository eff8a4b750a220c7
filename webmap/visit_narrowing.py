"""What an officer's list is narrowed to: read from an address, offered as choices, shown as tags.

The authority is never among it: it is that of the session. A link to pass on, and a saved view,
hold all of it but the words that were typed: a name that somebody searched for is nobody else's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from geo import listed
from geo.errors import NotFoundError
from geo.listed import Listed, OwnFilters, how_many, narrowed
from webmap import terms
from webmap.access import who_asks
from webmap.formats import distance, sentence, thousands
from webmap.narrowing import Tag, metres, typed
from webmap.paging import asked_page
from webmap.wording import PARTS_OF_DAY, Row

# the names of addresses and of saved views, and what each is called in geo.listed
NAMES = {
    "kind": "kind",
    "band": "band_m",
    "type": "licence_type",
    "priority": "priority",
    "since": "since",
    "open": "open",
    "state": "state",
    "owner": "owner",
    "words": "words",
}
PRIORITIES = {"high": "high priority", "medium": "medium priority", "low": "low priority"}
SINCE = {
    listed.NEVER: "never visited",
    "3": "not visited for 3 months",
    "6": "not visited for 6 months",
    "12": "not visited for 12 months",
}
OPEN = {
    listed.MATTERS: "when most episodes near it began",
    **PARTS_OF_DAY,
    listed.HOURS_UNKNOWN: "at hours that are not known",
}
STATES = {
    "none": "nothing planned",
    "planned": "a visit is planned",
    "visited": "visited before",
    "said": "said not to be relevant, or wrong",
}
EVERYTHING = {
    "kind": "All kinds",
    "band": "Any distance",
    "type": "All licences",
    "priority": "Any priority",
    "since": "Visited or not",
    "open": "At any time",
    "state": "Planned or not",
    "owner": "Anybody",
}


def asked(query: Mapping[str, str]) -> OwnFilters:
    """Return the filters that an address asks for; what makes no sense asks for nothing."""
    who = who_asks()
    return OwnFilters(
        kind=typed(query, "kind"),
        band_m=metres(query, "band"),
        words=typed(query, "words"),
        licence_type=_one_of(query, "type", {*terms.LICENCE_TYPES, listed.NO_LICENCE}),
        priority=_one_of(query, "priority", PRIORITIES),
        since=_one_of(query, "since", SINCE),
        open=_one_of(query, "open", OPEN),
        state=_one_of(query, "state", STATES),
        owner=_owner(typed(query, "owner")),
        me=None if who is None else who.account_id,
    )


def as_query(filters: OwnFilters) -> dict[str, Any]:
    """Return the query that asks for filters, without those that are not set."""
    given = {name: getattr(filters, held) for name, held in NAMES.items()}
    return {name: str(value) for name, value in given.items() if value is not None}


def to_pass_on(filters: OwnFilters) -> dict[str, Any]:
    """Return the query of a link or a saved view: all but what was typed."""
    return {name: value for name, value in as_query(filters).items() if name != "words"}


def place(filters: OwnFilters, page: int) -> dict[str, Any]:
    """Return the query of one page of the list, by which to come back to it."""
    return {**as_query(filters), **({"page": page} if page > 1 else {})}


def asked_place(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the page of the list that an address or a form came from, and nothing else of it."""
    try:
        page = asked_page(query.get("page"))
    except NotFoundError:
        page = 1
    return place(asked(query), page)


def place_after_planning(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the page to come back to once visits are planned, for an address that is kept.

    What was typed is not in it. What is planned may have left a list of what is not, or its last
    page: then the list is begun again.
    """
    filters, found = asked(query), asked_place(query)
    if filters.words is not None or filters.state is not None:
        found.pop("page", None)
    return {name: value for name, value in found.items() if name != "words"}


def tags(filters: OwnFilters, rows: Sequence[Listed], colleagues: Sequence[Row]) -> list[Tag]:
    """Return a tag for each filter that is set."""
    query = as_query(filters)
    labels = {name: dict(found) for name, found in _labels(rows, colleagues).items()}
    said = {
        name: labels[name].get(value, value) if name in labels else f"“{value}”"
        for name, value in query.items()
    }
    if "band" in said and filters.band_m is not None:
        said["band"] = f"Up to {distance(filters.band_m)}"
    if "open" in said:
        said["open"] = f"Licensed to be open {said['open'][:1].lower()}{said['open'][1:]}"
    if "owner" in said:
        said["owner"] = f"Visit given to: {said['owner']}"
    if "kind" in said:
        said["kind"] = sentence(terms.kind(filters.kind or "", several=True))
    return [
        Tag(sentence(label), {other: query[other] for other in query if other != name})
        for name, label in said.items()
    ]


def choices(
    filters: OwnFilters, rows: Sequence[Listed], colleagues: Sequence[Row]
) -> dict[str, list[dict[str, Any]]]:
    """Return what can be chosen of each filter, with how many premises each choice would leave."""
    query = as_query(filters)
    offered = {}
    for name, labels in _labels(rows, colleagues).items():
        held, chosen = NAMES[name], query.get(name)
        left = narrowed(rows, filters, held)
        options = [{"value": "", "text": EVERYTHING[name], "selected": chosen is None}]
        for value, label in labels:
            wanted: Any = int(value) if name == "band" else value
            number = how_many(left, held, wanted, filters.me)
            options.append(
                {
                    "value": value,
                    "text": f"{sentence(label)} ({thousands(number)})",
                    "selected": value == chosen,
                }
            )
        if chosen is not None and chosen not in dict(labels):
            options.append({"value": chosen, "text": chosen, "selected": True})
        offered[name] = options
    return offered


def _labels(rows: Sequence[Listed], colleagues: Sequence[Row]) -> dict[str, list[tuple[str, str]]]:
    kinds = {row.kind: terms.kind(row.kind, several=True) for row in rows}
    types = {each for row in rows for each in row.licence_types}
    return {
        "kind": sorted(kinds.items(), key=lambda each: each[1]),
        "band": [(str(m), f"up to {distance(m)}") for m in sorted({row.band_m for row in rows})],
        "type": [
            *(
                (code, words)
                for code, words in terms.LICENCE_TYPES.items()
                if code in types or not rows
            ),
            (listed.NO_LICENCE, "no licence in force is held"),
        ],
        "priority": list(PRIORITIES.items()),
        "since": list(SINCE.items()),
        "open": list(OPEN.items()),
        "state": list(STATES.items()),
        "owner": [
            (listed.ME, "me"),
            (listed.NOBODY, "nobody"),
            *(
                (str(each["account_id"]), each["display_name"])
                for each in colleagues
                if not each["is_self"]
            ),
        ],
    }


def _one_of(query: Mapping[str, str], name: str, known: Any) -> str | None:
    given = typed(query, name)
    return given if given in known else None


def _owner(given: str | None) -> str | None:
    if given in {listed.ME, listed.NOBODY, None}:
        return given
    try:
        return str(UUID(given))
    except ValueError:
        return None
