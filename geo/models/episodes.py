"""Anonymised episodes, their places, and the children they count."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Computed,
    DateTime,
    Identity,
    Index,
    Sequence,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks, geometry


class Child(Model):
    """A supplier's keyed pseudonym: counted, never shown."""

    __tablename__ = "child"
    __table_args__ = (UniqueConstraint("child_ref", name="child_ref_key"),)

    child_id: Mapped[int] = mapped_column(Identity(always=False), primary_key=True)
    child_ref: Mapped[str] = mapped_column(Text(collation="C"))


class EpisodeCoding(Model):
    """One combination of an episode's coded answers."""

    __tablename__ = "episode_coding"
    __table_args__ = (
        UniqueConstraint(
            *("authority", "host_authority", "category", "risk", "time_quality", "age_band"),
            *("sex", "placement_type", "cse_concern", "trafficking_indicator"),
            *("return_interview_offered", "supplier_class"),
            name="episode_coding_key",
            postgresql_nulls_not_distinct=True,
        ),
        *checks(
            "episode_coding_category_check",
            "episode_coding_risk_check",
            "episode_coding_time_quality_check",
            "episode_coding_age_band_check",
            "episode_coding_sex_check",
            "episode_coding_placement_type_check",
            "episode_coding_cse_concern_check",
            "episode_coding_trafficking_check",
            "episode_coding_return_interview_check",
            "episode_coding_supplier_class_check",
        ),
    )

    coding_id: Mapped[int] = mapped_column(Identity(always=False), primary_key=True)
    authority: Mapped[str | None] = mapped_column(Text)
    host_authority: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    risk: Mapped[str] = mapped_column(Text)
    time_quality: Mapped[str] = mapped_column(Text)
    age_band: Mapped[str] = mapped_column(Text)
    sex: Mapped[str] = mapped_column(Text)
    placement_type: Mapped[str] = mapped_column(Text)
    cse_concern: Mapped[str] = mapped_column(Text)
    trafficking_indicator: Mapped[str] = mapped_column(Text)
    return_interview_offered: Mapped[str] = mapped_column(Text)
    supplier_class: Mapped[str] = mapped_column(Text)


class Episode(Model):
    """One anonymised report of a child missing, absent or exploited."""

    __tablename__ = "episode"
    __table_args__ = (
        UniqueConstraint("supplier_id", "episode_ref", name="episode_ref_key"),
        *checks(
            *("episode_dates_check", "episode_started_check", "episode_times_check"),
            "episode_own_place_check",
        ),
        Index("episode_started_at_idx", "started_at", postgresql_using="brin"),
    )

    episode_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    load_id: Mapped[int]
    supplier_id: Mapped[int]
    episode_ref: Mapped[str] = mapped_column(Text(collation="C"))
    child_id: Mapped[int | None]
    coding_id: Mapped[int]
    started_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    return_interview_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    own_point_id: Mapped[int | None]
    own_place_coding_id: Mapped[int | None]


episode_number = Sequence("episode_number", metadata=Model.metadata, data_type=BigInteger)


class EpisodeCorrection(Model):
    """What an episode said before its supplier corrected it."""

    __tablename__ = "episode_correction"
    __table_args__ = (Index("episode_correction_episode_id_idx", "episode_id"),)

    correction_id: Mapped[int] = mapped_column(BigInteger, always(), primary_key=True)
    episode_id: Mapped[int] = mapped_column(BigInteger)
    corrected_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("now()")
    )
    load_id: Mapped[int]
    was: Mapped[dict[str, Any]] = mapped_column(JSONB)


class MapPoint(Model):
    """A point that suppliers snap places to, kept once; ``cell`` is its 250 m square."""

    __tablename__ = "map_point"
    __table_args__ = (
        UniqueConstraint("millimetres", name="map_point_millimetres_key"),
        *checks("map_point_geom_check", "map_point_cell_check"),
        Index("map_point_geom_idx", "geom", postgresql_using="gist"),
    )

    point_id: Mapped[int] = mapped_column(Identity(always=False), primary_key=True)
    millimetres: Mapped[int] = mapped_column(BigInteger)
    geom: Mapped[Any] = mapped_column(geometry("POINT"))
    cell: Mapped[int]


class PointWard(Model):
    """The ward that a map point lies in, by edition; triggers of both keep it."""

    __tablename__ = "point_ward"

    point_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vintage: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    boundary_id: Mapped[int]


COUNTS = """
role IN ('found', 'last_seen', 'frequented', 'disclosed', 'cse_concern', 'pick_up', 'drop_off')
AND place_kind NOT IN
('home', 'placement', 'childrens_home', 'school', 'hospital', 'police_station')
"""


class PlaceCoding(Model):
    """One combination of a place's coded answers, and whether such places count at all."""

    __tablename__ = "place_coding"
    __table_args__ = (
        UniqueConstraint(
            *("role", "place_kind", "source_kind", "confidence", "grading", "precision_m"),
            name="place_coding_key",
        ),
        *checks(
            "place_coding_role_check",
            "place_coding_place_kind_check",
            "place_coding_source_kind_check",
            "place_coding_confidence_check",
            "place_coding_grading_check",
            "place_coding_precision_check",
        ),
    )

    place_coding_id: Mapped[int] = mapped_column(Identity(always=False), primary_key=True)
    role: Mapped[str] = mapped_column(Text)
    place_kind: Mapped[str] = mapped_column(Text)
    source_kind: Mapped[str] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(Text)
    grading: Mapped[str] = mapped_column(Text)
    precision_m: Mapped[float] = mapped_column(REAL)
    counts: Mapped[bool] = mapped_column(Computed(COUNTS, persisted=True), nullable=False)


class EpisodePlace(Model):
    """A further place of an episode, beside its own row's: a map point in a role."""

    __tablename__ = "episode_place"

    episode_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    place_no: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    point_id: Mapped[int]
    place_coding_id: Mapped[int]
