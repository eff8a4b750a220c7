"""Pages and the map, and the command that joins everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from geo.settings import Settings
    from webmap.pools import Pools


def create_app(pools: Pools, settings: Settings, *, demonstration: bool = False) -> Flask:
    """Return the application, which reads the database by the logins of its pools and no other.

    ``demonstration`` adds the chooser of sample people, which lets anybody in.
    Raises: SetupError if the map would be drawn with a transform that is 100 m off.
    """
    from webmap.application import assemble

    return assemble(pools, settings, demonstration=demonstration)
