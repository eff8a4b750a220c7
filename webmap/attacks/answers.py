"""Look at what every answer says to the browser: headers, scripts, and where else it would go."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence

from geo.assurance import Finding, at_most
from webmap.attacks.site import NOWHERE, Answer, Site

SAME_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MUST_BE_SAID = (
    "default-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
)
MUST_NOT_BE_SAID = ("unsafe", "http:", "https:", "*")
COOKIE = ("HttpOnly", "SameSite=Lax", "Path=/")
BEYOND = (
    ("GET", "/nothing"),
    ("GET", "/static/nothing.js"),
    ("GET", f"/flags/{NOWHERE}"),
    ("PUT", "/sign-in"),
    ("TRACE", "/"),
    ("OPTIONS", "/runs"),
    ("HEAD", "/account"),
)
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
NONCE = re.compile(r'nonce="([^"]+)"')
ELSEWHERE = re.compile(
    r"""(?:src|href|action|srcset|data)\s*=\s*["']?\s*(?:https?:)?//""", re.IGNORECASE
)
INLINE = re.compile(r"""<[^>]*\s(?:on[a-z]+|style)\s*=|<style|javascript:""", re.IGNORECASE)


def run(site: Site) -> Sequence[Finding]:
    """Ask every route, and for errors, as every role."""
    headers, scripts, elsewhere, count = 0, 0, 0, 0
    seen: set[str] = set()
    for answer, kept in _answers(site):
        count += 1
        headers += bool(faults(answer, kept=kept))
        scripts += loose_scripts(answer, seen)
        if answer.header("Content-Type").startswith("text/html"):
            elsewhere += len(ELSEWHERE.findall(answer.text))
    tried = f"{count} answers of every route, and to errors, as {len(site.clients)} roles"
    return [
        at_most("answers that lack a header or say too much in one", tried, headers, 0),
        at_most("scripts and styles that the page's own policy does not name", tried, scripts, 0),
        at_most("addresses of other hosts that a page would go to", tried, elsewhere, 0),
    ]


def _answers(site: Site) -> Iterator[tuple[Answer, bool]]:
    asked = [(address.method, address.path) for address in site.addresses]
    for role in site.clients:
        for method, path in (*asked, *BEYOND):
            answer = site.ask(role, path, method)
            yield answer, path.startswith("/static/") and answer.status == 200


def faults(answer: Answer, *, kept: bool) -> list[str]:
    """Return what is wrong with an answer's headers; ``kept``: a file that browsers may keep."""
    policy = answer.header("Content-Security-Policy")
    found = [each for each in MUST_BE_SAID if each not in policy]
    found += [each for each in MUST_NOT_BE_SAID if each in policy]
    found += [name for name, value in SAME_FOR_ALL.items() if answer.header(name) != value]
    if kept == (answer.header("Cache-Control") == "no-store"):
        found.append("Cache-Control")
    for name, value in answer.headers:
        if name in {"Server", "X-Powered-By"} or name.startswith("Access-Control"):
            found.append(name)
        if name == "Set-Cookie" and (
            "Domain" in value or any(word not in value for word in COOKIE)
        ):
            found.append(name)
    return found


def loose_scripts(answer: Answer, seen: set[str]) -> int:
    """Count what a page would run that its policy does not name; ``seen``: nonces used before."""
    if not answer.header("Content-Type").startswith("text/html"):
        return 0
    policy = answer.header("Content-Security-Policy")
    loose = len(INLINE.findall(answer.text))
    loose -= sum(f"'sha256-{_hash(style)}'" in policy for style in STYLE.findall(answer.text))
    for attributes, script in SCRIPT.findall(answer.text):
        if not script.strip():
            continue
        nonce = NONCE.search(attributes)
        if nonce is None or f"'nonce-{nonce[1]}'" not in policy or nonce[1] in seen:
            loose += 1
        else:
            seen.add(nonce[1])
    return loose


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
