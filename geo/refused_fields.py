"""Which field of a form a refusal of the database is about, by the beginning of its sentence.

The database refuses what a form could not have been checked for before: by rules that only it
knows. Its sentence says what is wrong; where on the form that is, is told here.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.errors import QuestionError

FIELDS: Mapping[str, str] = {
    "a view must have a name": "name",
    "choose what the case is about": "matter",
    "a case of this matter is open": "matter",
    "a visit must have been made today or before": "day-day",
    "a visit by that officer on that day": "day-day",
    "a visit must be given to an officer": "assigned_to",
    "a visit must be planned for a day": "day-day",
    "to call a visit off": "reason",
    "taking a load back needs a reason": "reason",
    "choose at least one authority": "authority",
    "choose what came of it": "outcome",
    "it must have been answered on": "day-day",
    "choose whether it is a complaint": "kind",
    "choose who it came from": "made_for",
    "it must have come today or before": "day-day",
    "choose a measure": "measure",
    "choose a meeting that has": "meeting",
    "choose a planned meeting": "meeting",
    "choose whether the action is": "state",
    "say what came of an action": "outcome",
    "choose somebody from the list to own": "owner",
    "this clock runs already": "event",
    "a question is saved under a name": "name",
    "choose whether the meeting is": "state",
    "a meeting can be held on its day": "on-day",
    "say whether it is useful": "verdict",
    "say why, by a reason": "reason",
    "say in words what else": "why",
    "a right must be": "right",
    "the right of an officer must name": "authority",
    "there is no authority of that code": "authority",
    "the account has that right already": "right",
    "a sign-in name must be": "name",
    "the sign-in name, or": "name",
    "a name must have 1 to 100": "called",
    "an email address must be": "email",
}


def refusal(sentence: str) -> QuestionError:
    """Return what the database refused as the error of the field that it is about."""
    found = (field for begins, field in FIELDS.items() if sentence.startswith(begins))
    return QuestionError(sentence, next(found, None))
