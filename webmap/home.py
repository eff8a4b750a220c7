"""Where each audience begins, and one's own account."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from webmap import cookies, way_back
from webmap.access import Access, signed_in, who_asks
from webmap.audience import Audience

bp = Blueprint("home", __name__)

# a part's pages and whatever of it is sent, which is answered with a page where it cannot be taken
MAP = ("map_page.whole", "Map", ("map_page.search", "map_points.drawn"))
REVIEWS = (
    *("reviews.reviews", "Joint reviews"),
    (
        *("reviews.agenda", "reviews.actions", "case_opening.ask", "minutes.minutes"),
        *("cases.decision", "cases.evidence", "cases.licence", "minutes.ask", "minutes.take"),
        *("reviews.add_meeting", "reviews.change_meeting", "case_opening.open_case"),
        *("case_changes.decide", "case_changes.sign", "case_changes.note", "case_changes.action"),
        *("case_changes.clock", "case_changes.agenda", "case_changes.settle", "case_changes.end"),
        "case_changes.go_on",
    ),
)
SNAPSHOTS = ("snapshots.snapshots", "Snapshots", ("snapshots.snapshot",))

# the parts that each audience may choose from; the first of them is where it begins
MENUS: dict[Audience, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    Audience.ANALYST: (
        (
            *("flags.newest", "Flagged premises"),
            (
                *("flags.flagged", "premises.premises", "flag_files.ask", "flag_files.take"),
                *("flag_yield.newest", "flag_yield.quarter"),
                *("flag_yield_files.ask", "flag_yield_files.take"),
                *("evidence_files.ask", "evidence_files.take"),
            ),
        ),
        MAP,
        (
            *("flags.runs", "Runs"),
            (
                *("compare.ask", "compare.compared", "compare.ask_file", "compare.take"),
                *("ask.form", "ask.ask", "ask.asked", "ask.cancel", "ask.save"),
                *("ask.questions", "ask.delete"),
            ),
        ),
        REVIEWS,
        SNAPSHOTS,
        (
            *("sources.sources", "Sources"),
            (
                *("sources.source", "uploads.uploads", "uploads.upload", "uploads.kinds"),
                *("uploads.ask", "uploads.send", "uploads.commit", "uploads.discard"),
                *("uploads.undo", "upload_files.ask", "upload_files.take"),
            ),
        ),
    ),
    Audience.OFFICER: (
        (
            *("visits.newest", "Visits to plan"),
            (
                *("visits.visits", "visit_premises.premises", "visit_files.ask"),
                *("visit_files.take", "visit_planning.ask", "visit_planning.plan"),
                *("visit_feedback.ask", "visit_feedback.say", "saved_views.views"),
                *("saved_views.save", "saved_views.use", "saved_views.end"),
                *("representations.ask", "representations.add"),
                *("representations.one", "representations.answer"),
            ),
        ),
        (
            *("visit_planning.month", "Planned visits"),
            (
                *("visit_pages.visit", "visit_pages.change", "visit_pages.undo"),
                *("visit_recording.record", "visit_recording.record_unplanned"),
                *("visit_recording.save", "visit_recording.save_unplanned"),
            ),
        ),
        MAP,
        REVIEWS,
        SNAPSHOTS,
    ),
    Audience.BOARD: (("board.newest", "The quarter", ("board.quarter",)), SNAPSHOTS),
    Audience.ADMIN: (
        (
            *("accounts.accounts", "Accounts"),
            (
                *("accounts.account", "accounts.add", "accounts.added", "accounts.ask"),
                *("accounts.reset", "accounts.end", "accounts.grant", "accounts.end_right"),
            ),
        ),
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
