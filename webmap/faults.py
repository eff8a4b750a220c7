"""What is wrong with a form and at which field: said at the top with a link, and beside it.

A view draws its form again with ``fault(error)``; the templates ask ``error | at("note")`` at each
field, and ``fault_summary`` of ``form.html`` leads to the field by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Flask

from geo.errors import NightjarError
from webmap.formats import sentence


class Fault(str):
    """What is wrong, in words; ``field`` is the name of the field, if it is about one.

    ``named``: it begins with a name, which is written as it is.
    """

    field: str | None
    named: bool

    def __new__(cls, words: str, field: str | None = None, *, named: bool = False) -> Fault:
        """Take the words, and where they belong."""
        made = super().__new__(cls, words)
        made.field, made.named = field, named
        return made


def register(app: Flask) -> None:
    """Let the templates ask what is wrong at a field."""
    app.add_template_filter(at)
    app.add_template_filter(said, "fault_words")


def fault(
    error: NightjarError,
    *,
    at_field: str | None = None,
    here: Mapping[str, str] | None = None,
    names: Iterable[str] = (),
) -> Fault:
    """Return an error as the form says it.

    ``at_field`` is the field of one that names none; ``here`` gives the name that this form has for
    a field; ``names`` are those of files, which keep their spelling where the words begin with one.
    """
    words, field = str(error), getattr(error, "field", None) or at_field
    named = any(words.startswith(name) for name in names if name)
    return Fault(words, (here or {}).get(field or "", field), named=named)


def at(error: object, *fields: str) -> dict[str, str] | None:
    """Return the message of an error for one of these fields; None if it is about another."""
    if isinstance(error, Fault) and error.field in fields:
        return {"text": said(error)}
    return None


def said(error: str) -> str:
    """Write an error as a sentence begins, but for a name that it begins with."""
    return str(error) if isinstance(error, Fault) and error.named else sentence(error)
