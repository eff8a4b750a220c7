"""Ask every route as every role: let in as it was decided, and answered as an unknown page if not.

What was decided is what the application declares of its parts (``Access.guard``); that the
declarations are those that were meant is for the table that the tests keep beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.assurance import Finding, at_most
from webmap.attacks.site import METHODS, NOBODY, NOTHING, NOWHERE, Address, Site

FORM = {"name": "x.y", "called": "X Y", "right": "board"}


def run(site: Site) -> Sequence[Finding]:
    """Walk the matrix of roles and routes."""
    addresses, roles = site.addresses, tuple(site.clients)
    tried = f"{len(addresses)} routes as {len(roles)} roles, somebody unknown among them"
    numbered = sum(bool(address.unknown) for address in addresses)
    return [
        at_most(
            "routes that nothing of the invented county is there for", tried, len(_unmet(site)), 0
        ),
        at_most(
            "routes that let in or keep out a role against what was decided",
            tried,
            len(wrongly_let_in(site)),
            0,
        ),
        at_most(
            "answers by which a role can tell what is not for it from what there is not",
            f"{tried}, by {len(METHODS)} methods, with real and unknown numbers",
            len(told(site)),
            0,
        ),
        at_most(
            "unknown objects that are answered otherwise than an unknown page",
            f"{numbered} routes with a number, as those they are for",
            len(unknown_told(site)),
            0,
        ),
        at_most(
            "forms that are taken without their token, or from another site",
            f"{sum(each.method == 'POST' for each in addresses)} forms, as those they are for",
            len(forms_taken(site)),
            0,
        ),
    ]


def _unmet(site: Site) -> list[str]:
    return [address.endpoint for address in site.addresses if not address.met]


def wrongly_let_in(site: Site) -> list[tuple[str, str, int]]:
    """Return the roles and routes of which the answer is not what was decided."""
    found = []
    for role in site.clients:
        for address in site.addresses:
            if address.method != "GET":
                continue
            answer = site.ask(role, address.path)
            if role == NOBODY and not address.open:
                fine = (answer.status, answer.header("Location")) == (303, "/sign-in")
            elif address.is_for(role):
                fine = answer.status < 400
            else:
                fine = answer.status == 404
            if not fine:
                found.append((role, address.endpoint, answer.status))
    return found


def told(site: Site) -> list[tuple[str, str, str]]:
    """Return the answers to what is not for a role that differ from the answer to nothing."""
    found = []
    for role in site.clients:
        for method in METHODS:
            nothing = site.ask(role, NOTHING, method)
            found += [
                (role, method, address.endpoint)
                for address in site.addresses
                if not address.is_for(role)
                for path in {address.path, address.unknown or address.path}
                if site.ask(role, path, method) != nothing
            ]
    return found


# what is the same for everybody, and is a picture of nothing where there is none
OF_NO_OBJECT = frozenset({"static", "base_tiles.square"})


def unknown_told(site: Site) -> list[tuple[str, str]]:
    """Return the routes whose answer to an unknown number is not that to an unknown page."""
    return [
        (role, address.endpoint)
        for address in site.addresses
        if address.method == "GET" and address.unknown and address.endpoint not in OF_NO_OBJECT
        for role in sorted(address.audiences)
        if site.ask(role, address.unknown) != site.ask(role, NOTHING)
    ]


def forms_taken(site: Site) -> list[tuple[str, str, int]]:
    """Return the forms that were not refused without a token, or from elsewhere."""
    found = []
    for address in site.addresses:
        if address.method != "POST":
            continue
        for role in sorted(address.audiences) or [NOBODY]:
            bare = site.ask(role, address.path, "POST", **FORM).status
            away = _from_elsewhere(site, role, address)
            found += [(role, address.endpoint, each) for each in (bare, away) if each < 400]
    return found


def _from_elsewhere(site: Site, role: str, address: Address) -> int:
    client = site.clients[role]
    here = client.environ_base["HTTP_ORIGIN"]
    client.environ_base["HTTP_ORIGIN"] = "https://evil.example"
    try:
        return site.ask(role, address.path, "POST", csrf_token=NOWHERE, **FORM).status
    finally:
        client.environ_base["HTTP_ORIGIN"] = here
