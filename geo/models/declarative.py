"""What all models share: the metadata, the schema they live in and the shape of a point."""

from __future__ import annotations

from geoalchemy2 import Geometry
from sqlalchemy import CheckConstraint, Identity, MetaData
from sqlalchemy.orm import DeclarativeBase

NATIONAL_GRID, WEB_MERCATOR = 27700, 3857


class Model(DeclarativeBase):
    """Base of the models; tables are in ``held`` unless they say otherwise."""

    metadata = MetaData(schema="held")


def geometry(kind: str, srid: int = NATIONAL_GRID) -> Geometry:
    """Return a geometry column's type, EPSG:27700 as a rule; its index is declared by name."""
    return Geometry(kind, srid=srid, spatial_index=False)


def always() -> Identity:
    """Return an identity that only the database gives out."""
    return Identity(always=True)


def checks(*names: str) -> tuple[CheckConstraint, ...]:
    """Name the check constraints of a table; their text lives in the migration alone.

    A condition written twice drifts apart, and PostgreSQL rewrites what it is given, so that the
    two texts could not be compared: ``nightjar db check`` compares the names.
    """
    return tuple(CheckConstraint("true", name=name) for name in names)
