"""Ask, as an officer, for what is another authority's: the answer must be that to what is nowhere.

The other authority is far away, so that it is no neighbour. Each of its objects is put in the place
of every number in every address that is for officers, to look and to send a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geo.assurance import Finding, at_most
from geo.attacks.canaries import (
    FAR,
    FAR_AUTHORITY,
    FAR_CASE,
    FAR_MEETING,
    FAR_REPLY,
    FAR_VIEW,
    FAR_VISIT,
)
from webmap.attacks.filling import FORM
from webmap.attacks.site import NOWHERE, Address, Site

WHOSE = "officer"
OBJECTS = (FAR, FAR_VISIT, FAR_CASE, FAR_MEETING, FAR_VIEW, FAR_REPLY)
QUERIES = ("", "?quarter=2026Q3", f"?authority={FAR_AUTHORITY}")
NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BY_FORM = {"visit_planning.ask", "visit_planning.plan"}  # which premises is no part of the address


def run(site: Site) -> Sequence[Finding]:
    """Put the number of each foreign object, and then one that nothing has, into every route."""
    differing, tried = told(site)
    return [
        at_most(
            "answers that tell a foreign authority's object from an unknown one",
            f"{tried} pairs of addresses and forms, byte for byte, as an officer: a premises, a "
            "visit, a case, a meeting, a saved view and a complaint of an authority far away",
            len(differing),
            0,
        )
    ]


def told(site: Site) -> tuple[list[tuple[str, str]], int]:
    """Return the methods and addresses that tell the two apart, and how many were tried."""
    token = site.form_token(WHOSE)
    unknown: dict[tuple[str, str], object] = {}
    differing, tried = [], 0
    for address in site.addresses:
        if WHOSE not in address.audiences:
            continue
        for far, method, path, fields in _asked(address):
            tried += 1
            without = path.replace(far, NOWHERE)
            form = {**fields, "csrf_token": token} if fields else {}
            nowhere = {name: value.replace(far, NOWHERE) for name, value in form.items()}
            if (method, without) not in unknown:
                unknown[method, without] = _answered(site, method, without, nowhere, NOWHERE)
            if _answered(site, method, path, form, far) != unknown[method, without]:
                differing.append((method, path))
    return differing, tried


def _asked(address: Address) -> Iterator[tuple[str, str, str, dict[str, str]]]:
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
                far,
                address.method,
                path + (picked or query),
                {**FORM, "p": far} if writes else {},
            )


def _answered(site: Site, method: str, path: str, form: dict[str, str], number: str) -> object:
    """Return all that was answered, with the number that was asked for taken out of it."""
    answer = site.ask(WHOSE, path, method, **form)
    headers = [(name, value.replace(number, "")) for name, value in answer.headers]
    return answer.status, headers, answer.body.replace(number.encode(), b"")
