"""What changed between two runs, in sentences that claim no more than was looked for."""

from __future__ import annotations

from collections.abc import Mapping

from geo.comparing import FALSE_SHARE, Compared, Comparison
from webmap.formats import distance, thousands
from webmap.wording import Row

# each change: its heading in the list, the colour of its tag, and what it means
CHANGES: Mapping[str, tuple[str, str, str]] = {
    "new": ("New", "blue", "flagged in the later run alone"),
    "gone": ("Gone", "grey", "flagged in the earlier run alone"),
    "more": ("Clearly more", "red", "in both, with clearly more episodes near"),
    "fewer": ("Clearly fewer", "green", "in both, with clearly fewer episodes near"),
    "nearer": ("Nearer", "purple", "in both, in a nearer band; of episodes, no clear change"),
    "further": ("Further", "purple", "in both, in a further band; of episodes, no clear change"),
    "same": ("No clear change", "turquoise", "in both, in the same band; no clear change"),
}
TERMS: Mapping[str, str] = {
    "minimum_episodes": "how many episodes make a repeat location",
    "minimum_children": "how many children make a repeat location",
    "merge_m": "how near points are one place",
    "radius_m": "how near is near",
    "kinds": "which kinds of premises were looked at",
    "only_where": "which episodes were counted",
}


REMOVED = (
    "At least one of these runs is not whole, as episodes were erased or are past the time for "
    "which they are kept; its list says more. A premises may be new or gone, or have more or fewer "
    "episodes near, for that alone."
)


def summary(found: Comparison) -> str:
    """Say how many premises are new, gone and in both."""
    counts = found.counts
    both = sum(counts[name] for name in ("more", "fewer", "nearer", "further", "same"))
    return (
        f"{thousands(counts['new'])} new, {thousands(counts['gone'])} gone, "
        f"{thousands(both)} in both"
    )


def cautions(found: Comparison, before: Row, after: Row) -> list[str]:
    """Say what has to be known before anything is made of it."""
    said = []
    if found.shared_days:
        said.append(
            f"{thousands(found.shared_days)} days are counted by both runs, so nothing is told of "
            "more or fewer episodes: the same episodes are in both."
        )
    if found.different:
        what = "; ".join(TERMS[name] for name in found.different)
        said.append(
            f"The two runs asked differently ({what}): what differs may come from that, so nothing "
            "is told of more or fewer episodes."
        )
    if found.tested:
        said.append(
            "“Clearly” means that chance alone would seldom do it: of all premises so called, "
            f"about {FALSE_SHARE:.0%} still may be chance. Most changes of small numbers are."
        )
    said.append(
        "A premises is new or gone when a place near it reaches the minimum or no longer does, "
        "which one episode more or less can do, or when it came into business or went out of it."
    )
    if any(run["notes"] or run["partly_deleted"] for run in (before, after)):
        said.append(REMOVED)
    if before["code_version"] != after["code_version"]:
        said.append("The runs were made by different releases, which may compute differently.")
    return said


def episodes(row: Compared) -> str:
    """Say how many episodes were near before and after."""
    if row.episodes_before is None or row.episodes_after is None:
        gone = row.episodes_after is None
        return f"{'were ' if gone else ''}{thousands(row.episodes_before or row.episodes_after)}"
    return f"{thousands(row.episodes_before)} → {thousands(row.episodes_after)}"


def bands(row: Compared) -> str:
    """Say within how many metres of a repeat location it was before and after."""
    if row.band_after is None:
        return f"was within {distance(row.band_before)}"
    if row.band_before is None or row.band_before == row.band_after:
        return f"within {distance(row.band_after)}"
    return f"{distance(row.band_before)} → {distance(row.band_after)}"
