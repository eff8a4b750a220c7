"""What officers said of listed premises, and what they found there: how the rules fared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from geo import released_outcomes, released_visits
from geo.flag_yield import FEW, Row, Yield, by, counted, reasons
from geo.visits import OUTCOMES, VERDICTS
from webmap import quarters
from webmap.connection import current_connection
from webmap.formats import sentence
from webmap.looking import saw
from webmap.terms import kind

bp = Blueprint("flag_yield", __name__)

GROUPS: Mapping[str, Callable[[Row], Any]] = {
    "By kind of premises": lambda row: sentence(kind(row["kind"])),
    "By how near": lambda row: f"Within {row['within_m']} m",
    "By authority": lambda row: row["authority_name"] or "Not known",
}


@bp.get("/feedback")
def newest() -> Answer | str:
    """Go to the newest published quarter."""
    quarter = quarters.newest(current_connection())
    if quarter is None:
        return render_template("unpublished.html")
    return redirect(url_for("flag_yield.quarter", quarter=quarter), 303)


@bp.get("/feedback/<quarter>")
def quarter(quarter: str) -> str:
    """Show what was said and found of the premises that a quarter lists. Raises: NotFoundError."""
    connection = current_connection()
    asked = quarters.asked(connection, quarter)
    rows = released_outcomes.of_quarter(connection, quarter)
    saw(len(rows))
    words = {row["reason"]: row["words"] for row in released_visits.reasons(connection)}
    listed = [row for row in rows if row["is_listed"]]
    others = [row for row in rows if not row["is_listed"]]
    return render_template(
        "flag_yield.html",
        asked=asked,
        rule=listed[0] if listed else None,
        whole=counted(listed),
        others=counted(others),
        groups={title: by(listed, what) for title, what in GROUPS.items()},
        said=[row for row in listed if row["verdict"] is not None],
        reasons=_by_reason(listed, words),
        reason_words=words,
        verdicts=VERDICTS,
        outcomes=OUTCOMES,
        bearing=bearing(counted(listed), counted(others)),
        share=share,
    )


def _by_reason(listed: Sequence[Row], words: Mapping[str, str]) -> list[tuple[str, list[int]]]:
    """Return each reason that was given, in the order of the list, counted by verdict."""
    found = reasons(listed)
    before = (None, "no reason of the list, from before there was one")
    told: list[tuple[str | None, str]] = [*words.items(), before]
    return [
        (sentence(said), [found[code][verdict] for verdict in VERDICTS])
        for code, said in told
        if code in found
    ]


def share(found: Yield) -> str:
    """Write the share of visits at which a concern was found, with its interval."""
    if found.share is None or found.interval is None:
        return "no visit told"
    low, high = found.interval
    return f"{found.share:.0%} ({low:.0%} to {high:.0%})"


def bearing(listed: Yield, others: Yield) -> list[str]:
    """Say how what was found bears on the rule, and what it cannot say."""
    said = []
    if listed.told < FEW:
        said.append(
            f"Visits that told whether there was a concern: {listed.told}. That is too few to "
            f"judge the rule by; from {FEW} on the interval is worth reading."
        )
    elif others.told >= FEW and listed.interval and others.interval:
        if listed.interval[0] > others.interval[1]:
            said.append("Concerns were found clearly more often at listed premises than at others.")
        elif listed.interval[1] < others.interval[0]:
            said.append("Concerns were found clearly less often at listed premises than at others.")
        else:
            said.append("Listed premises and others cannot be told apart by what visits found.")
    spoken = listed.useful + listed.not_relevant + listed.wrong
    if spoken and listed.wrong * 4 >= spoken:
        said.append(
            f"Officers called {listed.wrong} of {spoken} that they spoke of wrong: look below for "
            "why, and mend the register or the rule."
        )
    if listed.gone:
        said.append(
            f"{listed.gone} of those that were visited are no longer there: ask the council for a "
            "newer register."
        )
    said.append(
        "Officers choose whom they visit, and know the list: this says how list and visits fared "
        "together. A concern that was found is not one about episodes near it."
    )
    return said
