"""Places of business and the licences they hold."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    REAL,
    BigInteger,
    Computed,
    DateTime,
    Double,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import WEB_MERCATOR, Model, checks, geometry


class Premises(Model):
    """One real place of business; several licences, over time or at once, may be for it."""

    __tablename__ = "premises"
    __table_args__ = (
        UniqueConstraint("authority", "uprn", name="premises_uprn_key"),
        *checks(
            "premises_kind_check",
            "premises_kind_basis_check",
            "premises_placed_by_check",
            "premises_placed_check",
            "premises_precision_check",
            "premises_geom_check",
        ),
        Index("premises_geom_idx", "geom", postgresql_using="gist"),
        Index("premises_web_mercator_idx", "web_mercator", postgresql_using="gist"),
        Index("premises_name_key_idx", "authority", "name_key", "postcode"),
        Index("premises_postcode_idx", "postcode"),
    )

    premises_id: Mapped[UUID] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    uprn: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, server_default="")
    postcode: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    kind_basis: Mapped[str] = mapped_column(Text)
    geom: Mapped[Any] = mapped_column(geometry("POINT"), nullable=True)
    placed_by: Mapped[str | None] = mapped_column(Text)
    precision_m: Mapped[float | None] = mapped_column(REAL)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    web_mercator: Mapped[Any] = mapped_column(
        geometry("POINT", WEB_MERCATOR),
        Computed("ST_Transform(geom, 3857)", persisted=True),
        nullable=True,
    )


class PremisesSquare(Model):
    """How many premises of an authority a square of the map holds; triggers of premises keep it."""

    __tablename__ = "premises_square"
    __table_args__ = (
        *checks(
            "premises_square_zoom_check",
            "premises_square_place_check",
            "premises_square_premises_check",
        ),
        Index("premises_square_authority_idx", "authority"),
    )

    zoom: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    tile_column: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tile_row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    premises: Mapped[int]
    mean_x: Mapped[float] = mapped_column(Double)
    mean_y: Mapped[float] = mapped_column(Double)


class PremisesSquareDue(Model):
    """An authority whose premises the transaction has changed, to be counted at its end."""

    __tablename__ = "premises_square_due"

    authority: Mapped[str] = mapped_column(Text, primary_key=True)


class PremisesLicence(Model):
    """One row of a register; a licence that was varied or transferred has several."""

    __tablename__ = "premises_licence"
    __table_args__ = (
        *checks(
            "premises_licence_type_check",
            "premises_licence_status_check",
            "premises_licence_dates_check",
        ),
        Index("premises_licence_premises_id_idx", "premises_id"),
        Index("premises_licence_number_idx", "authority", "licence_number"),
    )

    licence_id: Mapped[UUID] = mapped_column(primary_key=True)
    premises_id: Mapped[UUID] = mapped_column(ForeignKey("held.premises.premises_id"))
    authority: Mapped[str] = mapped_column(ForeignKey("held.authority.code"))
    licence_number: Mapped[str | None] = mapped_column(Text)
    licence_type: Mapped[str] = mapped_column(Text)
    licence_type_stated: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    status_stated: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[dt.date | None]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    decided_on: Mapped[dt.date | None]
    holder_name: Mapped[str | None] = mapped_column(Text)
    supervisor_name: Mapped[str | None] = mapped_column(Text)
    supervisor_licence_number: Mapped[str | None] = mapped_column(Text)
    conditions: Mapped[str | None] = mapped_column(Text)
    hours_stated: Mapped[str | None] = mapped_column(Text)
    licence_url: Mapped[str | None] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    seen_load_id: Mapped[int] = mapped_column(ForeignKey("held.load.load_id"))
    row_number: Mapped[int] = mapped_column(BigInteger)


class LicenceActivity(Model):
    """Something that a licence allows."""

    __tablename__ = "licence_activity"
    __table_args__ = checks("licence_activity_check")

    licence_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises_licence.licence_id", ondelete="CASCADE"), primary_key=True
    )
    activity: Mapped[str] = mapped_column(Text, primary_key=True)


class LicenceHours(Model):
    """A span of a weekday (1 Monday to 7 Sunday), in minutes; past 1440 it is the next morning."""

    __tablename__ = "licence_hours"
    __table_args__ = checks(
        "licence_hours_weekday_check", "licence_hours_opens_check", "licence_hours_closes_check"
    )

    licence_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises_licence.licence_id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opens_min: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    closes_min: Mapped[int] = mapped_column(SmallInteger, primary_key=True)


class PremisesMatch(Model):
    """Two premises that may be one: proposed by likeness, settled by a person."""

    __tablename__ = "premises_match"
    __table_args__ = checks(
        "premises_match_order_check",
        "premises_match_likeness_check",
        "premises_match_state_check",
    )

    premises_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises.premises_id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.premises.premises_id", ondelete="CASCADE"), primary_key=True
    )
    reason: Mapped[str] = mapped_column(Text)
    likeness: Mapped[float] = mapped_column(REAL)
    apart_m: Mapped[float | None] = mapped_column(REAL)
    state: Mapped[str] = mapped_column(Text, server_default="proposed")
    proposed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
