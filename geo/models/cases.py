"""Joint review: meetings, cases, what each side saw, decisions that both signed, and actions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geo.models.declarative import Model, always, checks

NEW_UUID = text("gen_random_uuid()")
NOW = text("clock_timestamp()")
ACCOUNT, CASE = "held.account.account_id", "held.review_case.case_id"
MEETING, AUTHORITY = "held.review_meeting.meeting_id", "held.authority.code"


class Measure(Model):
    """What a meeting can decide, with the law that it stands on."""

    __tablename__ = "measure"
    __table_args__ = (
        UniqueConstraint("listed", name="measure_listed_key"),
        *checks("measure_family_check"),
    )

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    family: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    law: Mapped[str] = mapped_column(Text)
    listed: Mapped[int]


class ReviewMeeting(Model):
    """A meeting of police and councils that works down one agenda."""

    __tablename__ = "review_meeting"
    __table_args__ = checks(
        "review_meeting_state_check", "review_meeting_held_on_check", "review_meeting_chair_check"
    )

    meeting_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    held_on: Mapped[dt.date]
    chair: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="planned")
    version: Mapped[int] = mapped_column(server_default="1")
    made_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)


class ReviewMeetingAuthority(Model):
    """An authority that a meeting is of."""

    __tablename__ = "review_meeting_authority"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(MEETING), primary_key=True)
    authority: Mapped[str] = mapped_column(Text, ForeignKey(AUTHORITY), primary_key=True)


class ReviewCase(Model):
    """One matter of one premises, from its opening to its end."""

    __tablename__ = "review_case"
    __table_args__ = (
        *checks(
            "review_case_matter_check",
            "review_case_side_check",
            "review_case_run_check",
            "review_case_reason_check",
            "review_case_state_check",
            "review_case_closed_check",
        ),
        Index(
            "review_case_once_idx",
            "premises_id",
            "matter",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
        Index("review_case_authority_idx", "authority", "state"),
    )

    case_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    premises_id: Mapped[UUID] = mapped_column(ForeignKey("held.premises.premises_id"))
    authority: Mapped[str] = mapped_column(Text, ForeignKey(AUTHORITY))
    matter: Mapped[str] = mapped_column(Text)
    side: Mapped[str] = mapped_column(Text)
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("held.flag_run.run_id"))
    quarter: Mapped[str | None] = mapped_column(Text, ForeignKey("held.cell_publication.quarter"))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="open")
    opened_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    opened_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey(ACCOUNT))
    closed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None] = mapped_column(Text)


class ReviewAgenda(Model):
    """A case that is on the agenda of a meeting."""

    __tablename__ = "review_agenda"
    __table_args__ = (Index("review_agenda_case_id_idx", "case_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(MEETING), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE), primary_key=True)
    put_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    put_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)


class CaseSeen(Model):
    """That somebody of one side was shown evidence or licences of a case, and of which date."""

    __tablename__ = "case_seen"
    __table_args__ = (
        *checks("case_seen_side_check", "case_seen_tab_check", "case_seen_of_what_check"),
        Index("case_seen_case_id_idx", "case_id", "seen_no"),
    )

    seen_no: Mapped[int] = mapped_column(BigInteger, always(), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE))
    side: Mapped[str] = mapped_column(Text)
    tab: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    of_what: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)


class CaseDecision(Model):
    """One version of what was decided in a case; versions are only ever added."""

    __tablename__ = "case_decision"
    __table_args__ = checks("case_decision_version_check", "case_decision_reason_check")

    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    measure: Mapped[str] = mapped_column(Text, ForeignKey("held.measure.code"))
    reason: Mapped[str] = mapped_column(Text)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey(MEETING))
    decided_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    decided_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)


class CaseSignature(Model):
    """That one side, by one person, signed one version of a decision."""

    __tablename__ = "case_signature"
    __table_args__ = (
        ForeignKeyConstraint(
            ["case_id", "version"],
            ["held.case_decision.case_id", "held.case_decision.version"],
            name="case_signature_decision_fkey",
        ),
        UniqueConstraint("case_id", "version", "account_id", name="case_signature_person_key"),
        *checks("case_signature_side_check"),
    )

    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    signed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)


class CaseAction(Model):
    """What somebody is to do in a case, and by when."""

    __tablename__ = "case_action"
    __table_args__ = (
        *checks(
            "case_action_what_check",
            "case_action_due_check",
            "case_action_state_check",
            "case_action_outcome_check",
            "case_action_done_check",
        ),
        Index("case_action_case_id_idx", "case_id"),
        Index("case_action_due_idx", "due_on", postgresql_where=text("state = 'open'")),
    )

    action_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE))
    what: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    due_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(Text, server_default="open")
    outcome: Mapped[str] = mapped_column(Text, server_default="")
    version: Mapped[int] = mapped_column(server_default="1")
    made_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    done_on: Mapped[dt.date | None]


class CaseNote(Model):
    """Words of one side in a case, which both read."""

    __tablename__ = "case_note"
    __table_args__ = (*checks("case_note_words_check"), Index("case_note_case_id_idx", "case_id"))

    note_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE))
    words: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1")
    made_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    changed_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)


class CaseEdit(Model):
    """Something that was saved: it became a version, or it met one that was newer and waits."""

    __tablename__ = "case_edit"
    __table_args__ = (
        *checks("case_edit_kind_check", "case_edit_settled_check"),
        Index(
            "case_edit_version_idx",
            "kind",
            "object_id",
            "version",
            unique=True,
            postgresql_where=text("version IS NOT NULL"),
        ),
        Index(
            "case_edit_waiting_idx",
            "case_id",
            postgresql_where=text("version IS NULL AND settled_at IS NULL"),
        ),
    )

    edit_no: Mapped[int] = mapped_column(BigInteger, always(), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE))
    kind: Mapped[str] = mapped_column(Text)
    object_id: Mapped[UUID]
    based_on: Mapped[int]
    version: Mapped[int | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    account_id: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey(ACCOUNT))
    settled_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class CaseClock(Model):
    """Something that happened and by which statutory clocks run."""

    __tablename__ = "case_clock"
    __table_args__ = (
        *checks("case_clock_event_check", "case_clock_began_check", "case_clock_stopped_check"),
        Index("case_clock_case_id_idx", "case_id"),
    )

    clock_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_UUID)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(CASE))
    event: Mapped[str] = mapped_column(Text)
    began_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    started_by: Mapped[UUID] = mapped_column(ForeignKey(ACCOUNT))
    started_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), server_default=NOW)
    stopped_by: Mapped[UUID | None] = mapped_column(ForeignKey(ACCOUNT))
    stopped_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None] = mapped_column(Text)
