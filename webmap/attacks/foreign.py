"""Ask, as an officer, for what is another authority's: the answer must be that to what is nowhere.

The other authority is far away, so that it is no neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.assurance import Finding, at_most
from geo.attacks.canaries import FAR, FAR_AUTHORITY
from webmap.attacks.site import NOWHERE, Site

QUERIES = ("", "?quarter=2026Q3", f"?authority={FAR_AUTHORITY}")


def run(site: Site) -> Sequence[Finding]:
    """Put the number of the foreign premises, and then one that nothing has, into every route."""
    pairs = list(_pairs(site))
    differ = sum(
        site.ask("officer", there) != site.ask("officer", not_there) for there, not_there in pairs
    )
    return [
        at_most(
            "answers that tell a foreign authority's object from an unknown one",
            f"{len(pairs)} pairs of addresses, byte for byte, as an officer",
            differ,
            0,
        )
    ]


def _pairs(site: Site) -> Iterator[tuple[str, str]]:
    for address in site.addresses:
        if address.method == "GET" and NOWHERE in address.unknown:
            for asked in QUERIES:
                yield address.unknown.replace(NOWHERE, FAR) + asked, address.unknown + asked
