"""The bar that tells how much waits for who asks: numbers, and the way to it."""

from __future__ import annotations

from flask import Flask, g, url_for

from geo import notices
from webmap import drafts
from webmap.access import signed_in
from webmap.audience import Audience
from webmap.connection import current_connection
from webmap.looking import session


def register(app: Flask) -> None:
    """Let the frame of every page ask what waits."""
    app.add_template_global(waits)


def waits() -> list[tuple[str, str]]:
    """Return what waits, in words, each with the page where it can be done; none for others."""
    who = signed_in()
    if g.get("failed") or who is None or who.audience not in {Audience.ANALYST, Audience.OFFICER}:
        return []
    found = notices.waiting(current_connection(), session())
    said = []
    if found["actions"]:
        late = f", {found['late']} of them late" if found["late"] else ""
        words = f"{_many(found['actions'], 'action is', 'actions are')} due{late}"
        said.append((words, url_for("reviews.actions")))
    if found["visits"]:
        words = f"{_many(found['visits'], 'visit is', 'visits are')} assigned to you"
        said.append((words, url_for("visit_planning.month", whose="me")))
    if found["texts"]:
        words = (
            f"{_many(found['texts'], 'text of yours waits', 'texts of yours wait')} to be settled"
        )
        said.append((words, url_for("reviews.reviews")))
    if unsaved := drafts.count():
        words = f"{_many(unsaved, 'text of yours is', 'texts of yours are')} not saved"
        said.append((words, url_for("drafts.own")))
    return said


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
