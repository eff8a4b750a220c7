"""The groups of kinds that the map's dots tell apart, and how many premises each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from webmap import terms
from webmap.formats import sentence

# a dozen forms and colours could not be told apart: alike kinds share one
GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "drink": ("Pubs, clubs, entertainment", ("pub", "club", "entertainment")),
    "food": ("Takeaways, restaurants, cafés", ("takeaway", "restaurant", "caterer")),
    "shop": ("Shops, off-licences", ("off_licence", "shop")),
    "hotel": ("Hotels", ("hotel",)),
    "operator": ("Taxi operators' bases", ("operator_base",)),
    "other": ("Other and not known", ("gambling", "event", "other", "unknown")),
}


@dataclass(frozen=True)
class Group:
    """A row of the legend: how it is drawn, what it is called, how many premises there are."""

    name: str
    words: str
    premises: int


def groups(counts: Mapping[str, int]) -> list[Group]:
    """Return the groups that there is something of; a kind of no group is among the others."""
    grouped = {kind for _, kinds in GROUPS.values() for kind in kinds}
    found = []
    for name, (words, kinds) in GROUPS.items():
        stray = [kind for kind in counts if kind not in grouped] if name == "other" else []
        premises = sum(counts.get(kind, 0) for kind in (*kinds, *stray))
        if premises:
            found.append(Group(name, words, premises))
    return found


def kind_words() -> dict[str, str]:
    """Return the words for each kind, as the card of a premises begins with them."""
    return {kind: sentence(terms.kind(kind)) for kind in terms.KINDS}
