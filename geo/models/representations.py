"""Complaints and replies about premises, and the versions of how they were answered."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks

_NOW, _ACCOUNT = text("now()"), "held.account.account_id"


class Representation(Model):
    """What somebody asked or complained of about a premises' listing or visits. Never changed."""

    __tablename__ = "representation"
    __table_args__ = (
        *checks(
            "representation_kind_check",
            "representation_made_for_check",
            "representation_day_check",
            "representation_asked_check",
        ),
        Index("representation_premises_id_idx", "premises_id"),
        Index("representation_authority_idx", "authority"),
    )

    representation_id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()")
    )
    premises_id: Mapped[UUID] = mapped_column(ForeignKey("held.premises.premises_id"))
    authority: Mapped[str] = mapped_column(Text, ForeignKey("held.authority.code"))
    kind: Mapped[str] = mapped_column(Text)
    received_on: Mapped[dt.date] = mapped_column(Date)
    made_for: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text)
    made_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)


class RepresentationAnswer(Model):
    """A version of how a representation was answered. Never changed."""

    __tablename__ = "representation_answer"
    __table_args__ = checks(
        "representation_answer_version_check",
        "representation_answer_outcome_check",
        "representation_answer_length_check",
    )

    representation_id: Mapped[UUID] = mapped_column(
        ForeignKey("held.representation.representation_id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[dt.date] = mapped_column(Date)
    answer: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
