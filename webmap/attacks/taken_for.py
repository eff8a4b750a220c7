"""What a browser would take a hostile text for: text, or an element, an attribute, a script.

Read by a parser, as a page is. What is JSON must be JSON, and be said to be that and nothing else;
what is neither must be of a kind that no browser runs.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from geo.attacks.hostile import EVALUATED, MARK
from webmap.attacks.reading import written
from webmap.attacks.site import Answer

PAGES = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")
RUNS = ("text/javascript", "application/javascript", "text/css")
OF_FILES = {".html": PAGES[0], ".svg": PAGES[2], ".json": "application/json", ".js": RUNS[0]}
ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "srcset", "cite", "background"}
    | {"ping", "manifest", "xlink:href"}
)
DATA = frozenset({"application/json", "application/geo+json", "application/ld+json"})
# an address of this site, whole, with all that could end it written as an address has it
OURS = re.compile(r'"/(?!/)[^"\\<>`\x27]*(?:\\u0026[^"\\<>`\x27]*)*"')
# what a header may carry of it: the address that somebody is led to, the name of a file
MAY_BE_TOLD = frozenset({"Location", "Content-Location"})


@dataclass
class Taken:
    """What hostile texts of an answer became; ``as_text``: how often one was text."""

    faults: list[str] = field(default_factory=list)
    as_text: int = 0


def taken_for(answer: Answer) -> Taken:
    """Return what hostile texts of an answer became."""
    found = Taken()
    for name, value in answer.headers:
        if MARK in value and not (name in MAY_BE_TOLD and _is_query_alone(value)):
            found.faults.append(f"the header {name}")
    kind = answer.header("Content-Type").partition(";")[0].strip().lower()
    for of_kind, body in _parts(kind, answer.body):
        text = written(body)
        if any(each in text for each in EVALUATED):
            found.faults.append("a template took it for its own")
        if MARK in text:
            if answer.header("X-Content-Type-Options") != "nosniff":
                found.faults.append(f"{of_kind or 'no kind'} that a browser may take for another")
            _look(of_kind, text, found)
    return found


def _parts(kind: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    """Return an answer, or what a ZIP holds, each with its kind."""
    if not body.startswith(b"PK"):
        yield kind, body
        return
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            yield OF_FILES.get(PurePosixPath(name).suffix, "a file"), packed.read(name)


def _look(kind: str, text: str, found: Taken) -> None:
    if kind in PAGES:
        page = _Page(found)
        page.feed(text)
        page.close()
    elif kind in DATA:
        _look_into_json(text, found)
    elif kind in RUNS or not kind:
        found.faults.append(f"a part of {kind or 'what is of no kind'}")
    else:
        found.as_text += 1


def _look_into_json(text: str, found: Taken) -> None:
    try:
        waiting: list[Any] = [json.loads(text)]
    except ValueError:
        found.faults.append("JSON that is none")
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if any(MARK in name for name in value):
                found.faults.append("the name of a value of JSON")
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            found.as_text += MARK in value


class _Page(HTMLParser):
    """What of a page holds the mark, and as what."""

    def __init__(self, found: Taken) -> None:
        super().__init__()
        self.found = found
        self._kind = ""  # of the script that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element's name, the names of its attributes, and what they say."""
        self._kind = dict(attrs).get("type") or ""
        if MARK in tag:
            self.found.faults.append(f"an element ({tag})")
        refreshes = any(name == "http-equiv" for name, _ in attrs)
        for name, value in attrs:
            if MARK in name:
                self.found.faults.append(f"an attribute of {tag}")
            if MARK not in (value or ""):
                continue
            if name.startswith("on") or name in {"style", "srcdoc"} or refreshes:
                self.found.faults.append(f"{name} of {tag}")
            elif name in ADDRESSES and not _is_query_alone(value or ""):
                self.found.faults.append(f"an address ({name} of {tag})")
            else:
                self.found.as_text += 1

    def handle_data(self, data: str) -> None:
        """Look at text, and at what is within a script or a style."""
        if MARK not in data:
            return
        if self.cdata_elem == "script" and self._kind in DATA:
            _look_into_json(data, self.found)
        elif self.cdata_elem == "script" and MARK not in OURS.sub(_unless_a_path, data):
            self.found.as_text += 1
        elif self.cdata_elem in {"script", "style"}:
            self.found.faults.append(f"a part of a {self.cdata_elem}")
        else:
            self.found.as_text += 1

    def handle_comment(self, data: str) -> None:
        """Look at a comment: a text that is in one may end it."""
        self._apart(data, "a comment")

    def handle_decl(self, decl: str) -> None:
        """Look at a declaration."""
        self._apart(decl, "a declaration")

    def unknown_decl(self, data: str) -> None:
        """Look at a marked section."""
        self._apart(data, "a section")

    def handle_pi(self, data: str) -> None:
        """Look at an instruction to programs."""
        self._apart(data, "an instruction")

    def _apart(self, said: str, what: str) -> None:
        if MARK in said:
            self.found.faults.append(what)


def _unless_a_path(address: re.Match[str]) -> str:
    return "" if _is_query_alone(address[0].strip('"')) else address[0]


def _is_query_alone(address: str) -> bool:
    """Whether an address has the mark in what it asks for alone, and leads to this site."""
    parts = urlsplit("".join(each for each in address if each > " "))
    return (
        parts.scheme in {"", "http", "https"}
        and MARK not in f"{parts.scheme}{parts.netloc}{parts.path}"
    )
