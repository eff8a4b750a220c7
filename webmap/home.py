"""Where each audience begins, and one's own account."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from webmap import cookies, way_back
from webmap.access import Access, signed_in, who_asks
from webmap.audience import Audience

bp = Blueprint("home", __name__)

MAP = ("map_page.whole", "Map", ("map_page.search", "map_points.drawn"))
REVIEWS = (
    *("reviews.reviews", "Joint reviews"),
    (
        *("reviews.agenda", "reviews.actions", "case_opening.ask", "minutes.minutes"),
        *("cases.decision", "cases.evidence", "cases.licence", "minutes.ask"),
    ),
)
SNAPSHOTS = ("snapshots.snapshots", "Snapshots", ("snapshots.snapshot",))

# the parts that each audience may choose from; the first of them is where it begins
MENUS: dict[Audience, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    Audience.ANALYST: (
        (
            "flags.newest",
            "Flagged premises",
            (
                "flags.flagged",
                "premises.premises",
                "flag_files.ask",
                "flag_yield.quarter",
                "flag_yield_files.ask",
            ),
        ),
        MAP,
        (
            *("flags.runs", "Runs"),
            (
                *("compare.ask", "compare.compared", "compare.ask_file", "ask.form", "ask.ask"),
                *("ask.asked", "ask.save", "ask.questions"),
            ),
        ),
        REVIEWS,
        SNAPSHOTS,
        (
            *("sources.sources", "Sources"),
            (
                *("sources.source", "uploads.uploads", "uploads.upload", "uploads.kinds"),
                *("uploads.ask", "uploads.send", "uploads.commit", "uploads.discard"),
                "uploads.undo",
                "upload_files.ask",
            ),
        ),
    ),
    Audience.OFFICER: (
        (
            *("visits.newest", "Visits to plan"),
            (
                *("visits.visits", "visit_premises.premises", "visit_files.ask"),
                *("visit_planning.ask", "visit_feedback.ask", "saved_views.views"),
                *("representations.ask", "representations.one"),
            ),
        ),
        (
            *("visit_planning.month", "Planned visits"),
            ("visit_pages.visit", "visit_recording.record", "visit_recording.record_unplanned"),
        ),
        MAP,
        REVIEWS,
        SNAPSHOTS,
    ),
    Audience.BOARD: (("board.newest", "The quarter", ("board.quarter",)), SNAPSHOTS),
    Audience.ADMIN: (
        ("accounts.accounts", "Accounts", ("accounts.account", "accounts.add", "accounts.added")),
        ("accounts.rights", "Rights on a day", ()),
        ("record.entries", "Audit", ()),
        ("record.reasons", "Reasons", ("record.review",)),
        ("arrivals.arrivals", "Data that arrived", ()),
    ),
}


def register(app: Flask) -> None:
    """Let templates ask for the menu."""
    app.add_template_global(menu)


def menu() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the menu of who asks: page, words, and the pages that belong to it."""
    who = signed_in()
    return MENUS[who.audience] if who is not None else ()


@bp.get("/")
def landing() -> Answer:
    """Go to the page that was asked for before signing in, or to where one's audience begins."""
    who, (path, endpoint) = signed_in(), way_back.take()
    if who is not None and path and Access.current().lets_in(who, endpoint):
        return redirect(path)
    parts = menu()
    return redirect(url_for(parts[0][0] if parts else "home.account"))


@bp.get("/account")
def account() -> str:
    """Show one's own account: what one is, what one may and might be, and who granted it."""
    rights = Access.current().pools.gate.rights(cookies.token() or "")
    return render_template("account.html", who=who_asks(), rights=rights, has_pages=bool(menu()))
