"""What return interviews told: a second supplier's small pair of files, less tidy."""

from dataclasses import replace

from .draw import Draw
from .haunts import Haunts
from .planted import Site, own_points
from .recording import Episode, day_number, place

_EVERY = 0.2
_AGAIN = 0.35
_ROLES = (("disclosed", 38), ("frequented", 30), ("cse_concern", 14), ("pick_up", 10),
          ("drop_off", 8))  # fmt: skip


def interviews(
    seed: int, episodes: list[Episode], sites: list[Site], haunts: Haunts
) -> list[Episode]:
    """The same children and days, from those who were interviewed, under ids of their own."""
    draw = Draw(seed, "interviews")
    own = set(own_points(sites))
    shared = {point for site in sites if site.why == "recurring" for point in site.points}
    null_points = {point.at for point in haunts.null}
    found: list[Episode] = []
    for episode in episodes:
        if episode.rhi_completed is None or not draw.chance(_EVERY):
            continue
        told = [seen.at for seen in episode.places if seen.counts]
        if any(at in own and at not in shared for at in told):
            continue  # the near misses must stay what they are, whoever is asked
        midnight = episode.start.replace(hour=0, minute=0)
        day = day_number(episode.start.date())
        places = []
        for _ in range(draw.whole(1, 2)):
            role = draw.weighted([name for name, _ in _ROLES], [weight for _, weight in _ROLES])
            at = told[0] if told and draw.chance(_AGAIN) else None
            if at is None or (at in null_points and not haunts.may_recur(at, day)):
                at = haunts.point(episode.child, day, draw)
            kind = haunts.kind(at, draw) if at not in own else "other"
            places.append(replace(place(role, at, kind, draw), source_kind="rhi"))
        exact = draw.chance(0.4)
        found.append(
            replace(
                episode,
                start=episode.start if exact else midnight,
                end=episode.end if exact else None,
                time_quality=episode.time_quality if exact else "day",
                risk="unknown",
                cse_concern=draw.weighted(("yes", "no", "not_recorded"), (24, 50, 26)),
                rhi_offered="yes",
                places=tuple(places),
            )
        )
    return found
