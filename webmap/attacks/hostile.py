"""Follow every page over hostile texts in every field of words: they must come out as text alone.

No browser is needed: what a browser would make of an answer is read by a parser. That nothing runs
in a real one, scripts of ours included, is for the tests, which plant the same texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from geo.assurance import Finding, at_least, at_most
from geo.attacks.hostile import HOSTILE
from webmap.attacks.canaries import paths
from webmap.attacks.filling import CHAIR, WHY
from webmap.attacks.site import HERE, NOBODY, Answer, Site
from webmap.attacks.taken_for import taken_for
from webmap.attacks.taking import taken

# what pages read from their addresses; a page that reads none of them shows none
ASKED = ("words", "q", "name", "from", "to", "since", "run", "quarter", "authority", "edit", "kind")
NAMED = 5  # of what is at fault
TYPED = frozenset({WHY, CHAIR})  # what stands in for words in a form that is filled in


@dataclass
class Told:
    """What answers made of hostile texts, and how many there were."""

    faults: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    as_text: dict[str, int] = field(default_factory=dict)
    answers: int = 0
    forms: int = 0
    files: int = 0


def run(site: Site, planted: Mapping[str, str]) -> list[Finding]:
    """Crawl, as every role; ``planted``: how it went with each field, by its name."""
    told = walked(site)
    fields = [name for name, state in planted.items() if state == "planted"]
    empty = [name for name, state in planted.items() if state == "empty"]
    tried = (
        f"{told.answers} answers as {len(site.clients)} roles: pages, layers, errors, headers, "
        f"{told.forms} forms filled in with it, {told.files} files that left"
    )
    return [
        at_most(
            "fields of words that no hostile text could be planted in, for want of a row",
            f"a script, an element, an attribute, a template and an address that runs, in "
            f"{len(fields)} fields of the catalogue{_some(empty)}",
            len(empty),
            0,
        ),
        at_most(
            "hostile texts that became an element, an attribute, a script, a style, an address or "
            "the result of a template",
            f"{tried}{_some(told.faults)}",
            len(told.faults),
            0,
        ),
        at_most(
            "pages that a hostile text breaks", f"{tried}{_some(told.broken)}", len(told.broken), 0
        ),
        at_least(
            "roles that are shown the hostile texts, as text",
            "those that are shown registers or what people wrote",
            sum(told.as_text.get(role, 0) > 0 for role in site.clients if role != NOBODY),
            len(site.clients) - 1,
        ),
    ]


def walked(site: Site) -> Told:
    """Return what every answer to every role made of the texts; forms come last, as they change."""
    told = Told()
    for answers in (_pages, _files, _forms):
        for role in site.clients:
            for what, answer in answers(site, role, told):
                told.answers += 1
                found = taken_for(answer)
                told.faults += [f"{role} {what}: {each}" for each in found.faults]
                told.as_text[role] = told.as_text.get(role, 0) + found.as_text
                if answer.status == 500:
                    told.broken.append(f"{role} {what}")
    return told


def _pages(site: Site, role: str, _: Told) -> Iterator[tuple[str, Answer]]:
    asked = urlencode(dict.fromkeys(ASKED, HOSTILE))
    for method, path in paths(site, role):
        yield f"{method} {path}", site.ask(role, path, method)
    for address in site.addresses:
        if address.method == "GET" and address.is_for(role):
            yield f"GET {address.path}?", site.ask(role, f"{address.path}?{asked}")


def _files(site: Site, role: str, told: Told) -> Iterator[tuple[str, Answer]]:
    for what, answer in taken(site, role):
        told.files += answer.status == 200
        yield what, answer


def _forms(site: Site, role: str, told: Told) -> Iterator[tuple[str, Answer]]:
    """Send each form of a role's pages with the text in every field of words, and look again."""
    token = site.form_token(role)
    for path, fields in sorted(site.forms[role].items()):
        if path in {"/sign-out", "/sign-in/as"}:
            continue
        typed = {name: HOSTILE if value in TYPED else value for name, value in fields.items()}
        if typed == fields:
            continue
        told.forms += 1
        answer = site.ask(role, path, "POST", **{**typed, "csrf_token": token})
        yield f"POST {path}", answer
        leads = answer.header("Location").removeprefix(HERE)
        if answer.status == 303 and leads.startswith("/"):
            yield f"GET {leads}", site.ask(role, leads.partition("#")[0])


def _some(found: list[str]) -> str:
    return "".join(f"; {each}" for each in found[:NAMED])
