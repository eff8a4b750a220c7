"""Send every form as somebody of each role would: found on the pages, filled in, with its token.

A form that is sent bare is refused for its token alone, and shows nothing. With it, and with what
it asks for, its answer is what people are shown: a search, a form with what must be mended, a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webmap.attacks.filling import Fields, form
from webmap.attacks.site import HERE, Answer, Site

# these end somebody's access, and so come last
ENDS = ("accounts.end", "accounts.end_right", "accounts.reset")
SHIFTED_DEG = 0.011  # a shape's corners about a place: some 700 m, and no number of its own
SEARCHED = ("canary", "Elsewhere", "Heron")


def bodies(path: str, filled: Mapping[str, Fields], corners: str) -> Iterator[Fields]:
    """Return what is sent to an address: nothing, what it asks for, what others ask for."""
    yield {}
    if path == "/map/search":
        yield from ({"words": words} for words in SEARCHED)
    if path == "/map/drawn":
        yield {"corners": corners}
    yield form()
    if path in filled:
        yield filled[path]


def sent(site: Site, role: str, corners: str = "") -> Iterator[tuple[str, Fields, Answer]]:
    """Send a role's every form, and return what came, and what it led to, after each."""
    token, filled = site.form_token(role), site.forms[role]
    paths = {
        (address.endpoint in ENDS, address.endpoint, path)
        for address in site.addresses
        if address.method == "POST" and address.endpoint != "sign_in.sign_out"
        for path in {address.path, *[each for each in filled if site.leads(each, address)][:1]}
        if address.is_for(role) and "/sign-in" not in path
    }
    for _, _, path in sorted(paths):
        for fields in bodies(path, filled, corners):
            answer = site.ask(role, path, "POST", **{**fields, "csrf_token": token})
            yield path, fields, answer
            leads = answer.header("Location").removeprefix(HERE)
            if answer.status == 303 and leads.startswith("/"):
                yield path, fields, site.ask(role, leads.partition("#")[0])


def around(longitude: float, latitude: float) -> str:
    """Return a square about a place as a drawn shape's corners are sent, without the place."""
    west, east = longitude - SHIFTED_DEG, longitude + SHIFTED_DEG
    south, north = latitude - SHIFTED_DEG, latitude + SHIFTED_DEG
    whole = ((west, south), (east, south), (east, north), (west, north))
    return ",".join(f"{x:.6f} {y:.6f}" for x, y in whole)
