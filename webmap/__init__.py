"""Pages and the map, and the command that joins everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

    from geo.settings import Settings


def create_app(engine: Engine, settings: Settings) -> Flask:
    """Return the application, which reads the database by the analyst's engine and no other.

    Raises: SetupError if the map would be drawn with a transform that is 100 m off.
    """
    from webmap.application import assemble

    return assemble(engine, settings)
