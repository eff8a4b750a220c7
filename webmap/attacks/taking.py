"""Take every file that pages offer somebody, of each thing, in each format, exactly and masked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from webmap.attacks.site import Answer, Site
from webmap.looking import Leaves
from webmap.looks import LOOKS

WHY = "an invented reason of an attack"
RADIO = re.compile(r"<input\b[^>]*\btype=\"radio\"[^>]*>")
NAME, VALUE = re.compile(r'\bname="([^"]+)"'), re.compile(r'\bvalue="([^"]*)"')


def taken(site: Site, role: str) -> Iterator[tuple[str, Answer]]:
    """Send each form by which a file leaves, with each choice that it has; return what came.

    A choice that does not go together (a format that a thing has not) is answered by the form.
    """
    for address in site.addresses:
        leaves = isinstance(LOOKS.get(address.endpoint), Leaves) and role in address.audiences
        if not leaves or address.method != "POST":
            continue
        page = site.ask(role, address.path)
        for chosen in choices(page.text):
            form = {"csrf_token": site.form_token(role), "reason": WHY, **chosen}
            yield f"{address.path} {chosen}", site.ask(role, address.path, "POST", **form)


def choices(page: str) -> Iterator[dict[str, str]]:
    """Return every way in which the choices of a form can be made; none if it has no choice."""
    offered: dict[str, list[str]] = {}
    for radio in RADIO.findall(page):
        name, value = NAME.search(radio), VALUE.search(radio)
        if name is not None and value is not None:
            offered.setdefault(name[1], []).append(value[1])
    for values in itertools.product(*offered.values()):
        if offered:
            yield dict(zip(offered, values, strict=True))
