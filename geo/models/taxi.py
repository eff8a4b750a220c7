"""The taxi trade: operators with a base, vehicles and drivers without a place, and ranks."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks, geometry


class TaxiOperator(Model):
    """A private hire operator; its base is a premises, unless it is somebody's home."""

    __tablename__ = "taxi_operator"
    __table_args__ = (
        UniqueConstraint("authority", "digest", name="taxi_operator_digest_key"),
        *checks(
            "taxi_operator_home_check", "taxi_operator_dates_check", "taxi_operator_vehicles_check"
        ),
    )

    operator_id: Mapped[UUID] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    licence_number: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    trading_name: Mapped[str | None] = mapped_column(Text)
    premises_id: Mapped[UUID | None] = mapped_column(ForeignKey("held.premises.premises_id"))
    base_is_home: Mapped[bool]
    base_ward: Mapped[str | None] = mapped_column(Text)
    vehicles_permitted: Mapped[int | None]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(Text)
    status_stated: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    seen_load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    row_number: Mapped[int] = mapped_column(BigInteger)


class TaxiVehicle(Model):
    """A licensed vehicle. It has no place, so it never becomes a point."""

    __tablename__ = "taxi_vehicle"
    __table_args__ = (
        UniqueConstraint("authority", "digest", name="taxi_vehicle_digest_key"),
        *checks(
            "taxi_vehicle_registration_check",
            "taxi_vehicle_plate_check",
            "taxi_vehicle_kind_check",
            "taxi_vehicle_dates_check",
        ),
        Index("taxi_vehicle_registration_idx", "registration"),
    )

    vehicle_id: Mapped[UUID] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    registration: Mapped[str] = mapped_column(Text)
    plate_number: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    kind_stated: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    wheelchair_accessible: Mapped[bool | None]
    make: Mapped[str | None] = mapped_column(Text)
    model: Mapped[str | None] = mapped_column(Text)
    colour: Mapped[str | None] = mapped_column(Text)
    seats: Mapped[int | None] = mapped_column(SmallInteger)
    digest: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    seen_load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    row_number: Mapped[int] = mapped_column(BigInteger)


class TaxiDriver(Model):
    """A licensed driver. It has no place, so it never becomes a point."""

    __tablename__ = "taxi_driver"
    __table_args__ = (
        UniqueConstraint("authority", "digest", name="taxi_driver_digest_key"),
        *checks("taxi_driver_kind_check", "taxi_driver_dates_check"),
        Index("taxi_driver_badge_number_idx", "authority", "badge_number"),
    )

    driver_id: Mapped[UUID] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    badge_number: Mapped[str] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    kind_stated: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(Text)
    status_stated: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    seen_load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    row_number: Mapped[int] = mapped_column(BigInteger)


class TaxiRank(Model):
    """A place where hackney carriages wait."""

    __tablename__ = "taxi_rank"
    __table_args__ = (
        *checks("taxi_rank_geom_check"),
        Index("taxi_rank_geom_idx", "geom", postgresql_using="gist"),
    )

    rank_id: Mapped[UUID] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    name: Mapped[str] = mapped_column(Text)
    spaces: Mapped[int | None] = mapped_column(SmallInteger)
    hours_stated: Mapped[str | None] = mapped_column(Text)
    geom: Mapped[Any] = mapped_column(geometry("POINT"))
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    row_number: Mapped[int] = mapped_column(BigInteger)
