"""Where things are: authorities, boundaries, postcodes, addresses and roads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks, geometry


class Authority(Model):
    """A local authority by its ONS code, with other names that councils and agencies use."""

    __tablename__ = "authority"
    __table_args__ = checks("authority_code_check")

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    also: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    ended_on: Mapped[dt.date | None]
    successor: Mapped[str | None] = mapped_column(Text)


class Boundary(Model):
    """An area with its code's vintage: authority, ward, LSOA, force, or the land itself."""

    __tablename__ = "boundary"
    __table_args__ = (
        UniqueConstraint("kind", "code", "vintage", name="boundary_code_key"),
        *checks("boundary_kind_check", "boundary_vintage_check", "boundary_geom_check"),
        Index("boundary_geom_idx", "geom", postgresql_using="gist"),
    )

    boundary_id: Mapped[int] = mapped_column(always(), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    vintage: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str] = mapped_column(Text)
    authority: Mapped[str | None] = mapped_column(Text)
    geom: Mapped[Any] = mapped_column(geometry("MULTIPOLYGON"))
    repaired: Mapped[bool] = mapped_column(server_default="false")
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))


class AuthorityNeighbour(Model):
    """Two authorities that touch, both ways; a trigger of ``boundary`` keeps it."""

    __tablename__ = "authority_neighbour"
    __table_args__ = checks("authority_neighbour_other_check")

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    other: Mapped[str] = mapped_column(Text, primary_key=True)


class Postcode(Model):
    """A postcode without spaces and the point that stands for its addresses."""

    __tablename__ = "postcode"
    __table_args__ = checks(
        "postcode_postcode_check", "postcode_geom_check", "postcode_precision_check"
    )

    postcode: Mapped[str] = mapped_column(Text, primary_key=True)
    geom: Mapped[Any] = mapped_column(geometry("POINT"), nullable=True)
    precision_m: Mapped[float | None] = mapped_column(REAL)
    quality: Mapped[int | None] = mapped_column(SmallInteger)
    authority: Mapped[str | None] = mapped_column(Text)
    ward: Mapped[str | None] = mapped_column(Text)
    terminated_on: Mapped[dt.date | None]
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))


class Address(Model):
    """A residential address: how many people could a place be, not who they are."""

    __tablename__ = "address"
    __table_args__ = checks("address_uprn_check", "address_geom_check")

    uprn: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    geom: Mapped[Any] = mapped_column(geometry("POINT"))
    load_id: Mapped[int]


class Road(Model):
    """A line of the base map."""

    __tablename__ = "road"
    __table_args__ = (
        UniqueConstraint("digest", name="road_digest_key"),
        *checks("road_class_check"),
        Index("road_geom_idx", "geom", postgresql_using="gist"),
    )

    road_id: Mapped[int] = mapped_column(always(), primary_key=True)
    name: Mapped[str | None] = mapped_column(Text)
    road_class: Mapped[str] = mapped_column("class", Text)
    digest: Mapped[str] = mapped_column(Text)
    geom: Mapped[Any] = mapped_column(geometry("MULTILINESTRING"))
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
