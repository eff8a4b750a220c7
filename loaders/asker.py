"""Questions that were asked by a page, answered one after another as the command answers them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row
from sqlalchemy.exc import OperationalError

from geo import flags, question
from geo.database import query
from geo.errors import QuestionError
from loaders import cancelling

log = logging.getLogger(__name__)

LOCK_CLASS = 0x41736B64  # the class of advisory locks of questions; the letters "Askd"
MOST_TRIES = 3
RULE = "standard"
CANCELLED = "cancelled"


def answer_one(loader: Engine, publisher: Engine) -> bool:
    """Answer the question that has waited longest; False if none waits."""
    with loader.connect() as steward:
        with steward.begin():
            row = steward.execute(query("next_asking"), {"lock_class": LOCK_CLASS}).one_or_none()
            if row is None:
                return False
            lock = {"lock_class": LOCK_CLASS, "lock_no": row.lock_no}
            if not steward.scalar(query("hold_upload"), lock):
                return False
            steward.execute(query("begin_asking"), {"asking_id": row.asking_id})
        try:
            state = _settle(steward, publisher, row)
            log.info("question %s: %s", row.asking_id, state)
        finally:
            with steward.begin():
                steward.execute(query("let_upload_go"), lock)
    return True


def _settle(steward: Connection, publisher: Engine, row: Row[Any]) -> str:
    """Answer a question, keep what came of it unless it was cancelled, and return its state."""
    number = {"asking_id": row.asking_id}

    def is_cancelled() -> bool:
        with steward.begin():
            return bool(steward.scalar(query("asking_state"), number) == CANCELLED)

    with publisher.connect() as connection:
        run_id, refusal = None, None
        with cancelling.watched(connection, is_cancelled) as watched:
            try:
                run_id, refusal = _answer(connection, row.terms, row.tries)
            except OperationalError:
                if not watched.cancelled:
                    raise  # the database went away: it is asked again
        with steward.begin():
            # who cancels waits until this ends: it is cancelled with no run, or answered with one
            if steward.scalar(query("hold_asking"), number) == CANCELLED:
                connection.invalidate()  # a cancel that is on its way must hit nobody else's work
                return CANCELLED
            if run_id is None:
                connection.rollback()
            else:
                connection.commit()
            values = {**number, "run_id": run_id, "refusal": refusal}
            steward.execute(query("asking_settled"), values)
    return "refused" if run_id is None else "answered"


def _answer(
    connection: Connection, terms: Mapping[str, Any], tries: int
) -> tuple[UUID | None, str | None]:
    if tries >= MOST_TRIES:
        return None, f"answering ended {MOST_TRIES} times without an answer: ask by command."
    try:
        return flags.raise_flags(connection, _question(connection, terms)).run_id, None
    except QuestionError as error:
        return None, f"{error}."
    except OperationalError:
        raise
    except Exception as error:
        return None, f"it could not be answered ({type(error).__name__}): ask by command."


def _question(connection: Connection, terms: Mapping[str, Any]) -> question.Question:
    """Return the question of a page's terms. Raises: QuestionError."""
    as_at = dt.date.fromisoformat(terms["as_at"])
    only, unknown = question.as_held(connection, question.only_where(terms["only"]))
    if unknown:
        raise QuestionError(unknown[0])
    names = ("window_days", "minimum_episodes", "minimum_children", "merge_m", "radius_m")
    given: dict[str, Any] = {name: terms[name] for name in names}
    kinds = tuple(terms["kinds"]) if terms["kinds"] else None
    return question.settle(
        question.by_rule(connection, RULE, as_at), {**given, "kinds": kinds, "only": only or None}
    )
