"""Visits of licensing officers: planned, recorded, and what was said of a flag; saved views."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, checks

_NEW, _NOW = text("gen_random_uuid()"), text("now()")
_ACCOUNT, _AUTHORITY = "held.account.account_id", "held.authority.code"
_PREMISES, _VISIT = "held.premises.premises_id", "held.visit.visit_id"


class Visit(Model):
    """A visit to one premises; what is planned and what was found are versions of it."""

    __tablename__ = "visit"
    __table_args__ = (
        *checks("visit_quarter_check"),
        Index("visit_premises_id_idx", "premises_id"),
        Index("visit_authority_idx", "authority"),
    )

    visit_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW)
    premises_id: Mapped[UUID] = mapped_column(ForeignKey(_PREMISES))
    authority: Mapped[str] = mapped_column(Text, ForeignKey(_AUTHORITY))
    quarter: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)


class VisitPlan(Model):
    """A version of a plan: for which day, by whom, and what became of it. Never changed."""

    __tablename__ = "visit_plan"
    __table_args__ = (
        *checks(
            "visit_plan_version_check",
            "visit_plan_day_check",
            "visit_plan_status_check",
            "visit_plan_reason_check",
        ),
        Index("visit_plan_planned_for_idx", "planned_for"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey(_VISIT, ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    planned_for: Mapped[dt.date] = mapped_column(Date)
    assigned_to: Mapped[UUID | None] = mapped_column(ForeignKey(_ACCOUNT))
    status: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    undoes: Mapped[int | None]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)


class VisitRecord(Model):
    """A version of what was found and done at a visit. Never changed."""

    __tablename__ = "visit_record"
    __table_args__ = (
        *checks(
            "visit_record_version_check",
            "visit_record_day_check",
            "visit_record_outcome_check",
            "visit_record_measure_check",
            "visit_record_awareness_check",
            "visit_record_length_check",
        ),
        Index("visit_record_visited_on_idx", "visited_on"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey(_VISIT, ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    visited_on: Mapped[dt.date] = mapped_column(Date)
    visited_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    outcome: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    measure_text: Mapped[str] = mapped_column(Text, server_default="")
    awareness: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    note: Mapped[str] = mapped_column(Text, server_default="")
    reply: Mapped[str] = mapped_column(Text, server_default="")
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)


class FeedbackReason(Model):
    """A reason for what is said of a flag, and what it can be a reason for."""

    __tablename__ = "feedback_reason"
    __table_args__ = (
        UniqueConstraint("listed", name="feedback_reason_listed_key"),
        *checks("feedback_reason_verdicts_check"),
    )

    reason: Mapped[str] = mapped_column(Text, primary_key=True)
    verdicts: Mapped[list[str]] = mapped_column(ARRAY(Text))
    words: Mapped[str] = mapped_column(Text)
    listed: Mapped[int]


class FlagFeedback(Model):
    """A version of what an officer says of a premises that a quarter lists. Never changed."""

    __tablename__ = "flag_feedback"
    __table_args__ = checks(
        "flag_feedback_quarter_check",
        "flag_feedback_version_check",
        "flag_feedback_verdict_check",
        "flag_feedback_why_check",
    )

    quarter: Mapped[str] = mapped_column(Text, primary_key=True)
    premises_id: Mapped[UUID] = mapped_column(ForeignKey(_PREMISES), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    authority: Mapped[str] = mapped_column(Text, ForeignKey(_AUTHORITY))
    verdict: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(ForeignKey("held.feedback_reason.reason"))
    why: Mapped[str] = mapped_column(Text, server_default="")
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)


class SavedView(Model):
    """Filters of the list under a name, for one officer or for those of the authority."""

    __tablename__ = "saved_view"
    __table_args__ = (
        *checks("saved_view_name_check", "saved_view_filters_check"),
        Index("saved_view_authority_idx", "authority", postgresql_where=text("ended_at IS NULL")),
    )

    view_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW)
    owner: Mapped[UUID] = mapped_column(ForeignKey(_ACCOUNT))
    authority: Mapped[str] = mapped_column(Text, ForeignKey(_AUTHORITY))
    name: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool]
    filters: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    last_used_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class VisitPriority(Model):
    """Which visits come first, by published areas near them, in force from a date."""

    __tablename__ = "visit_priority"
    __table_args__ = checks("visit_priority_check", "visit_priority_terms_check")

    effective_from: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    priority: Mapped[str] = mapped_column(Text, primary_key=True)
    within_m: Mapped[int] = mapped_column(primary_key=True)
    episodes_from: Mapped[int]
