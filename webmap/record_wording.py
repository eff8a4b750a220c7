"""The record of who did what, in plain words: acts, things, purposes and outcomes.

The administrator reads it, who may know nothing of the data: things are named by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.formats import thousands
from webmap.purpose import short
from webmap.visit_narrowing import SINCE
from webmap.wording import Row

ACTS: Mapping[str, str] = {
    "consult": "looked",
    "export": "took a file",
    "state purpose": "stated a purpose",
    "sign in": "signed in",
    "sign out": "signed out",
    "choose right": "chose what to be",
    "set up sign-in": "set up signing in",
    "sign-in failed": "failed to sign in",
    "sign-in locked": "was locked out",
    "sign-ins not recorded": "failures past the limit are not recorded",
    "add account": "added an account",
    "end account": "ended an account",
    "reset account": "reset an account",
    "ask for right": "asked for a right",
    "grant right": "granted a right",
    "end right": "ended a right",
    "review reason": "reviewed a reason",
    "ask question": "asked a question",
    "cancel question": "cancelled a question",
    "save question": "saved a question",
    "delete question": "deleted a saved question",
    "upload": "sent a file",
    "commit upload": "had an upload loaded",
    "undo upload": "had an upload taken back",
    "undo load": "took a load back",
    "discard upload": "discarded an upload",
    "plan visits": "planned visits",
    "change visit": "changed a planned visit",
    "undo visit": "took a change of a visit back",
    "record visit": "recorded a visit",
    "say of flag": "said whether a listing was useful",
    "save view": "saved a view of the list",
    "end view": "took a saved view away",
    "load episodes": "loaded episodes",
    "load premises": "loaded premises",
    "load taxi": "loaded taxi licences",
    "load food": "loaded food businesses",
    "load boundaries": "loaded boundaries",
    "load postcodes": "loaded postcodes",
    "load addresses": "loaded addresses",
    "load roads": "loaded roads",
    "raise flags": "had premises flagged",
    "keep hotspots": "kept hotspots",
    "publish quarter": "published a quarter to officers and the board",
    "publish picture": "published the picture by authority",
    "build snapshot": "built a snapshot",
    "check snapshot": "checked a snapshot",
    "publish snapshot": "published a snapshot",
    "withdraw snapshot": "withdrew a snapshot",
    "snapshot not as signed": "met a snapshot that is not as it was signed",
    "erase": "erased a child",
    "retain": "removed what was kept long enough",
    "place hold": "placed a legal hold",
    "end hold": "ended a legal hold",
    "add representation": "wrote down a reply or complaint",
    "answer representation": "answered a reply or complaint",
    "anchor": "anchored the record",
    "give address": "was given an address of the database",
    "back up": "backed the database up",
    "restore": "restored a backup",
    "tell": "told somebody by e-mail that something waits",
    "open case": "opened a case",
    "decide case": "wrote a decision",
    "sign case": "signed a decision",
    "note in case": "wrote a note",
    "action in case": "wrote an action",
    "settle edit": "settled two texts",
    "start clock": "started a clock",
    "stop clock": "stopped a clock",
    "close case": "closed a case",
    "add meeting": "planned a meeting",
    "change meeting": "changed a meeting",
    "put on agenda": "put a case on an agenda",
}
THINGS: Mapping[str, str] = {
    "flag_run": "a run’s list and map",
    "flag_runs": "the runs",
    "premises": "one premises",
    "loads": "the sources",
    "load": "one source",
    "question": "a question",
    "questions": "the saved questions",
    "comparison": "two runs beside each other",
    "compared_premises": "what changed between two runs",
    "uploads": "one’s own uploads",
    "upload": "one upload",
    "upload_rejects": "the rows that an upload turns away",
    "visits": "the visits to plan",
    "visit": "one visit",
    "planned_visits": "the visits of a month",
    "saved_views": "the saved views",
    "saved_view": "one saved view",
    "areas": "the areas of a quarter",
    "flagged_premises": "the list of a run",
    "repeat_locations": "the places of a run",
    "audit_entries": "the audit record",
    "reasons": "the reasons",
    "reviews": "the joint reviews",
    "case": "one case",
    "meeting": "one meeting",
    "case_actions": "the actions of cases",
    "minutes": "the minutes of a meeting",
}
TERMS: Mapping[str, str] = {
    "words": "words typed",
    "kind": "kind",
    "band": "distance",
    "authority": "authority",
    "page": "page",
    "run": "run",
    "quarter": "quarter",
    "upload": "upload",
    "before": "earlier run",
    "change": "change",
    "meeting": "meeting",
    "month": "month",
    "type": "licence",
    "since": "last visit",
    "open": "open",
    "state": "planned or not",
    "owner": "officer",
}


def act(row: Row) -> str:
    """Say what was done."""
    said = ACTS.get(row["action"], str(row["action"]))
    return f"{said}: refused" if row["detail"].get("outcome") == "denied" else said


def thing(row: Row) -> str:
    """Name what it was done to: a kind of thing and its number, or an account."""
    name = row.get("subject_name")
    if name:
        return str(name)
    if row["action"] == "state purpose":
        return short(row["subject"])
    if row["action"] == "review reason":
        return f"entry {row['subject']}: {row['detail'].get('verdict', '')}"
    kind, _, number = str(row["subject"]).partition(":")
    if kind in {"case", "meeting"} and number:
        return f"{THINGS[kind]} {number[:8]}"
    if row["action"] not in {"consult", "export"}:
        return str(row["subject"]) if row["action"] == "sign-in failed" else ""
    return f"{THINGS.get(kind, kind.replace('_', ' '))} {number[:8]}".rstrip()


def many(row: Row) -> str:
    """Say how many rows were seen; nothing where none are counted."""
    rows = row["detail"].get("rows")
    return "" if rows is None else thousands(rows)


def why(row: Row) -> str:
    """Say for which purpose, with the case or the reason; or that none was stated."""
    if row["purpose"] is None:
        return "no purpose was stated" if row["action"] in {"consult", "export"} else ""
    stated: Mapping[str, Any] = row["stated"] or {}
    told = ", ".join(filter(None, (stated.get("case"), stated.get("reason"))))
    return f"{short(row['purpose'])}: {told}" if told else short(row["purpose"])


def terms(row: Row) -> str:
    """Say by which terms it was narrowed, to whoever asked for it; words that were typed never."""
    found: Mapping[str, Any] = row["detail"].get("filter") or {}
    return ", ".join(
        _term(name, str(value))
        for name, value in sorted(found.items())
        if not (name == "page" and value == 1)
    )


def _term(name: str, value: str) -> str:
    said = TERMS.get(name, name.replace("_", " "))
    if name == "words":
        return said
    return SINCE[value] if name == "since" and value in SINCE else f"{said} {value[:40]}"


def narrowed(row: Row) -> str:
    """Name the terms by which it was narrowed, without what they asked for."""
    names = row["detail"].get("narrowed_by") or []
    return ", ".join(TERMS.get(name, name.replace("_", " ")) for name in names if name != "page")
