"""The application as an attacker meets it: a client signed in as each role, and every address.

Addresses are found as anybody finds them, by following what pages lead to; whatever the
application answers to and no page leads to is added from its own list.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, Rule

from geo.errors import SetupError
from geo.settings import Settings
from webmap import create_app
from webmap.access import Access
from webmap.attacks.filling import Fields, posted
from webmap.attacks.reading import written
from webmap.audience import Audience
from webmap.cookies import NAME
from webmap.pools import Pools

HERE = "http://localhost"
NOBODY = "nobody"
NOWHERE = "00000000-0000-0000-0000-000000000000"  # a number that nothing has
NOTHING = "/nothing/is/here"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
OF_EACH_PAGE = 6  # a list leads to hundreds of the same page
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
LEADS_TO = re.compile(r"""["'](/[^"'\s<>\\]*)["']""")


@dataclass(frozen=True)
class Address:
    """What the application answers to, with the number of something that is there."""

    endpoint: str
    method: str
    path: str
    audiences: frozenset[str]
    open: bool  # somebody unknown may ask it as well
    unknown: str  # the same with the number of what is not there; empty if it has no number
    met: bool  # whether a page leads to something that it answers for

    def is_for(self, role: str) -> bool:
        """Whether a role may ask it."""
        return self.open or role in self.audiences


@dataclass(frozen=True)
class Answer:
    """Everything that was answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        """Its body as text; of a PDF, a ZIP or a GeoPackage, what is written in it."""
        return written(self.body)

    def header(self, name: str) -> str:
        """Return a header, empty if there is none."""
        return dict(self.headers).get(name, "")


class Site:
    """The application, and somebody of each role who has signed in."""

    def __init__(self, app: Flask, pools: Pools) -> None:
        self.app, self.pools = app, pools
        self.adapter: MapAdapter = app.url_map.bind("localhost")
        self.clients = {str(role): self.enter(role) for role in Audience}
        self.clients[NOBODY] = self._stranger()
        self.forms: dict[str, dict[str, Fields]] = {role: {} for role in self.clients}
        self.met = {role: self._walk(role) for role in self.clients}
        self.addresses = tuple(self._addresses())

    def enter(self, role: str) -> FlaskClient:
        """Return a client who has signed in as the sample person of a role. Raises: SetupError."""
        people = self.pools.gate.samples()
        person = next((each for each in people if each["audience"] == role), None)
        token = None if person is None else self.pools.gate.begin_sample(person["right_id"])
        if token is None:
            raise SetupError(
                f"the pages are tried as sample people, and there is no {role} of them"
            )
        client = self._stranger()
        client.set_cookie(NAME, token)
        return client

    def ask(self, role: str, path: str, method: str = "GET", **form: str) -> Answer:
        """Ask for an address as a role, and return all that is answered but the date."""
        if "form_key" in form:  # a form that was sent already is answered as it was then
            form = {**form, "form_key": str(uuid4())}
        with self.clients[role].open(path, method=method, data=form or None) as found:
            headers = tuple(sorted(each for each in found.headers if each[0] != "Date"))
            return Answer(found.status_code, headers, found.get_data())

    def leads(self, path: str, address: Address) -> bool:
        """Whether a path that a page names is one of an address's."""
        matched = self._match(path, address.method)
        return matched is not None and matched[0] == address.endpoint

    def form_token(self, role: str) -> str:
        """Return what a form of a role's own pages holds, without which none is taken."""
        found = TOKEN.search(self.ask(role, "/sign-out").text)
        return "" if found is None else found[1]

    def _stranger(self) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_ORIGIN"] = HERE  # a form that is sent from a page of this site
        return client

    def _walk(self, role: str) -> frozenset[str]:
        """Follow what pages lead to from the first one, and return the addresses that were met."""
        waiting, met, count = ["/", NOTHING], {"/"}, dict[str, int]()
        while waiting:
            asked = waiting.pop()
            answer = self.ask(role, asked)
            self._read_forms(role, asked, answer)
            for path in self._leads(answer):
                matched = self._match(path, "GET")
                if path in met or matched is None:
                    if matched is None and self._match(path, "POST"):
                        met.add(path)
                    continue
                met.add(path)
                count[matched[0]] = count.get(matched[0], 0) + 1
                if matched[0] != "static" and count[matched[0]] <= OF_EACH_PAGE:
                    waiting.append(path)
        return frozenset(met)

    def _read_forms(self, role: str, path: str, answer: Answer) -> None:
        """Keep the forms of a page, filled in, by where each is sent."""
        if answer.header("Content-Type").startswith("text/html"):
            for action, fields in posted(answer.text):
                self.forms[role].setdefault(action.partition("?")[0] or path, {}).update(fields)

    def _leads(self, answer: Answer) -> Iterator[str]:
        if answer.status in {301, 302, 303}:
            yield answer.header("Location").removeprefix(HERE).partition("?")[0]
        for found in LEADS_TO.findall(html.unescape(answer.text)):
            if NOWHERE not in found:  # the pattern of addresses that a script fills in
                yield found.partition("?")[0].partition("#")[0]

    def _match(self, path: str, method: str) -> tuple[str, dict[str, object]] | None:
        try:
            endpoint, values = self.adapter.match(path, method=method)
        except HTTPException:
            return None
        return str(endpoint), dict(values)

    def _addresses(self) -> Iterator[Address]:
        access = self.app.extensions["nightjar_access"]
        assert isinstance(access, Access)
        known: dict[str, object] = {}
        paths: dict[tuple[str, str], str] = {}
        for path in sorted(set().union(*self.met.values())):
            for method in ("GET", "POST"):
                if matched := self._match(path, method):
                    known = {**matched[1], **known}
                    paths.setdefault((matched[0], method), path)
        for rule in self.app.url_map.iter_rules():
            part = rule.endpoint.rpartition(".")[0]
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                values = {name: known.get(name) for name in rule.arguments}
                path = paths.get((rule.endpoint, method)) or self._built(rule, values)
                yield Address(
                    rule.endpoint,
                    method,
                    path,
                    frozenset(map(str, access.allowed.get(part, ()))),
                    access.is_open(rule.endpoint),
                    self._built(rule, dict.fromkeys(rule.arguments)) if rule.arguments else "",
                    None not in values.values(),
                )

    def _built(self, rule: Rule, values: dict[str, object]) -> str:
        filled = {name: NOWHERE if each is None else each for name, each in values.items()}
        method = next(iter((rule.methods or {"GET"}) - {"HEAD", "OPTIONS"}))
        return self.adapter.build(rule.endpoint, filled, method=method)


@contextmanager
def site(settings: Settings) -> Iterator[Site]:
    """Return the application over a database of invented data, as ``nightjar serve`` has it."""
    pools = Pools(settings)
    try:
        yield Site(create_app(pools, settings), pools)
    finally:
        pools.dispose()
