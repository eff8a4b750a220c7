"""Ask, as an officer, for what is another authority's: the answer must be that to what is nowhere.

The other authority is far away, so that it is no neighbour. Each of its objects is put in the place
of every number in every address that is for officers, to look and to send a form, and in each field
and parameter that names one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from geo.assurance import Finding, at_most
from geo.attacks.canaries import (
    FAR,
    FAR_AUTHORITY,
    FAR_CASE,
    FAR_MEETING,
    FAR_PERSON,
    FAR_REPLY,
    FAR_VIEW,
    FAR_VISIT,
)
from webmap.attacks import filling
from webmap.attacks.filling import Fields
from webmap.attacks.site import NOWHERE, Address, Site

WHOSE = "officer"
OBJECTS = (FAR, FAR_VISIT, FAR_CASE, FAR_MEETING, FAR_VIEW, FAR_REPLY)
FAR_ONES = (*OBJECTS, FAR_PERSON)
# the fields and parameters that carry the number of an object or of a person
PEOPLE = ("owner", "assigned_to", "visited_by")
NAMES = ("meeting", "object", "clock", "edit", "settles", *PEOPLE)
QUERIES = ("", "?quarter=2026Q3", f"?authority={FAR_AUTHORITY}")
NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# what is new at every answer: nonces, tokens, a form's own key, the seconds that a session has left
NEW = re.compile(
    r'nonce[-=]"?[\w+/=-]+|name="(?:csrf_token|form_key)" value="[^"]*"|data-(?:idle|whole)="\d+"'
)
TIMES = 3
NAMED = 5  # of those that are told apart
BUSY = {429, 503}
Said = tuple[int, list[tuple[str, str]], str]
Request = tuple[str, str, Fields]
BY_FORM = {"visit_planning.ask", "visit_planning.plan"}  # which premises is no part of the address


def run(site: Site) -> Sequence[Finding]:
    """Put the number of each foreign object, and then one that nothing has, into every route."""
    differing, tried = told(site)
    which = "".join(f"; told apart: {method} {path}" for method, path in differing[:NAMED])
    return [
        at_most(
            "answers that tell a foreign authority's object from an unknown one",
            f"{tried} pairs of addresses and forms, byte for byte, as an officer: a premises, a "
            "visit, a case, a meeting, a saved view, a complaint and a person of an authority far "
            "away, in addresses, in parameters and in fields of forms about what is their own"
            f"{which}",
            len(differing),
            0,
        )
    ]


def told(site: Site) -> tuple[list[tuple[str, str]], int]:
    """Return the methods and addresses that tell the two apart, and how many were tried."""
    token = site.form_token(WHOSE)
    unknown: dict[tuple[str, ...], Said] = {}
    differing, tried = [], 0
    for address in site.addresses:
        if WHOSE not in address.audiences:
            continue
        # by address first: what a form names is sent to what is theirs, and may change it
        for method, path, fields in (*_asked(address), *_named(address, site.forms[WHOSE])):
            tried += 1
            form = {**fields, "csrf_token": token} if method != "GET" else {}
            nowhere = {name: _without(value) for name, value in form.items()}
            which = next((name for name in NAMES if form.get(name) in FAR_ONES), "")
            key = (method, _without(path), which)
            if key not in unknown:
                unknown[key] = _settled(site, method, _without(path), nowhere)
            far = _answered(site, method, path, form)
            if far != unknown[key] and (
                _of_another_kind(far, unknown[key])
                or _differ_again(site, (method, path, form), (method, _without(path), nowhere))
            ):
                differing.append((method, f"{path} {which}".strip()))
    return differing, tried


def _asked(address: Address) -> Iterator[tuple[str, str, Fields]]:
    """Return, for each foreign object, how an address is asked with its number in it."""
    writes = address.method != "GET"
    for far in OBJECTS:
        if NUMBER.search(address.path):
            path, picked = NUMBER.sub(far, address.path), ""
        elif address.endpoint in BY_FORM:
            path, picked = address.path, f"?p={far}"
        else:
            continue
        queries = QUERIES if far == FAR and not writes else ("",)
        for query in queries:
            yield (
                address.method,
                path + (picked or query),
                {**filling.form(), "p": far} if writes else {},
            )


def _named(address: Address, filled: Mapping[str, Fields]) -> Iterator[tuple[str, str, Fields]]:
    """Return how what is an officer's own is asked with a foreign number in a field of it."""
    if address.method == "GET":
        numbers = dict(zip(NAMES, itertools.cycle(FAR_ONES), strict=False))
        whole = {**numbers, **dict.fromkeys(PEOPLE, FAR_PERSON)}
        for query in ({**whole, "meeting": FAR_MEETING}, {**whole, "meeting": FAR_CASE}):
            asked = "&".join(f"{name}={number}" for name, number in query.items())
            yield "GET", f"{address.path}?{asked}", {}
        return
    form = filled.get(address.path, {})
    for name in NAMES:
        if name in form or address.endpoint.startswith("case_"):
            for far in (FAR_PERSON,) if name in PEOPLE else FAR_ONES:
                yield address.method, address.path, {**filling.form(), **form, name: far}


def _of_another_kind(far: Said, unknown: Said) -> bool:
    """Whether the first word of two answers differs, and not for want of a connection or a turn.

    What is taken once and is refused afterwards is seen by this alone.
    """
    return far[0] != unknown[0] and not BUSY & {far[0], unknown[0]}


def _differ_again(site: Site, far: Request, nowhere: Request) -> bool:
    """Whether two requests are told apart each time they are asked one after the other.

    A page may tell how long ago something was, and a minute may end between two answers.
    """
    return all(_settled(site, *nowhere) != _answered(site, *far) for _ in range(TIMES))


def _settled(site: Site, method: str, path: str, form: Fields) -> Said:
    """Return the answer that is given again: the first may have been taken, and have changed it."""
    before = _answered(site, method, path, form)
    for _ in range(TIMES if method != "GET" else 0):
        again = _answered(site, method, path, form)
        if again == before:
            break
        before = again
    return before


def _without(said: str) -> str:
    for far in FAR_ONES:
        said = said.replace(far, NOWHERE)
    return said


def _answered(site: Site, method: str, path: str, form: Fields) -> Said:
    """Return all that was answered, without the number asked for and what is new at each answer."""
    answer = site.ask(WHOSE, path, method, **form)
    headers = [(name, NEW.sub("", _without(value))) for name, value in answer.headers]
    body = answer.body.decode("utf-8", "surrogateescape")
    return answer.status, headers, NEW.sub("", _without(body))
