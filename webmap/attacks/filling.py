"""Read the forms of a page, and fill them in: the first choice of each, and words where none is."""

from __future__ import annotations

from html.parser import HTMLParser

from geo.clock import today
from webmap import day_fields

Fields = dict[str, str]
WHY = "an invented reason of an attack"
CHAIR = "A B"
_FORM = {
    "version": "0",
    "seen": "1",
    "words": WHY,
    "answer": WHY,
    "asked": WHY,
    "kind": "complaint",
    "made_for": "business",
    "reason": WHY,
    "matter": "near",
    "act": "plan",
    "verdict": "useful",
    "state": "held",
    "chair": CHAIR,
    "outcome": "no_concern",
    "measure": "none",
}


def form() -> Fields:
    """Return what forms that write ask for, so that none is refused before a number is looked at.

    The day is today's: a visit may be planned for it, and may have been made on it.
    """
    return {**_FORM, **day_fields.fields("day", today())}


def posted(page: str) -> list[tuple[str, Fields]]:
    """Return the forms of a page that are posted: where each goes, empty for the page itself."""
    reader = _Reader()
    reader.feed(page)
    return [(action, fields) for action, fields in reader.forms if action != "-"]


class _Reader(HTMLParser):
    """The forms of a page that are posted, by where they go, each with a first choice of all."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field of the form that was begun last."""
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            posted = found.get("method", "").lower() == "post"
            self.forms.append((found.get("action", "") if posted else "-", {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and not fields.get(self._select):
            fields[self._select] = found.get("value", "")
        elif tag == "textarea" or (tag == "input" and name):
            kind = found.get("type", "text")
            if kind in {"hidden", "radio", "checkbox"}:
                fields.setdefault(name, found.get("value", "on"))
            elif kind != "file":
                fields.setdefault(name, found.get("value") or form().get(name, _typed(name)))


def _typed(name: str) -> str:
    of_a_day = {"day": "2", "month": "1", "year": "2026"}
    return of_a_day.get(name.rpartition("-")[2], WHY)
