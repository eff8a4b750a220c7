"""Large layers of the base map, cut into tiles, and the names of their areas."""

from __future__ import annotations

from sqlalchemy import Double, LargeBinary, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks


class BaseTile(Model):
    """A vector tile of a large layer; triggers of ``boundary`` and ``road`` keep it."""

    __tablename__ = "base_tile"
    __table_args__ = checks("base_tile_layer_check", "base_tile_zoom_check")

    layer: Mapped[str] = mapped_column(Text, primary_key=True)
    zoom: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    tile_column: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tile_row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tile: Mapped[bytes] = mapped_column(LargeBinary)


class BaseName(Model):
    """What an area of such a layer is called, where that stands, and how far the area reaches."""

    __tablename__ = "base_name"

    layer: Mapped[str] = mapped_column(Text, primary_key=True)
    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    longitude: Mapped[float] = mapped_column(Double)
    latitude: Mapped[float] = mapped_column(Double)
    west: Mapped[float] = mapped_column(Double)
    south: Mapped[float] = mapped_column(Double)
    east: Mapped[float] = mapped_column(Double)
    north: Mapped[float] = mapped_column(Double)


class BaseLayerDue(Model):
    """A layer that the transaction has changed, to be cut at its end."""

    __tablename__ = "base_layer_due"

    layer: Mapped[str] = mapped_column(Text, primary_key=True)
