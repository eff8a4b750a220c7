"""Words that come in a form too late to be taken: not saved, and given back to be copied.

Its session has ended, or the form was drawn by a server that has been started anew since. The door,
or an error alone, would lose them: the page behind a form is asked for anew.
What is given back is what the same request brought, from a page of ours: nothing is looked up, and
nothing is told of the form or of whether there is such a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as Answer

from geo.drafts import CODE, WORDS

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reason:
    """Why words were not saved, what to do, and the words of the link that does it."""

    status: int
    heading: str
    said: str
    leads: str


SIGNED_OUT = Reason(
    401,
    "Not saved: you are signed out",
    "Your session had ended when this was sent. Copy what you typed from here, sign in, and put it "
    "into the form again.",
    "Sign in",
)
OLD_PAGE = Reason(
    400,
    "Not saved: the page was open for too long",
    "It was opened more than eight hours ago, or before Nightjar was last started. Copy what you "
    "typed from here, open the form anew, and put it in.",
    "Go to your first page",
)


def given_back(reason: Reason, way: str) -> Answer | None:
    """Answer a form that has words to lose, with the way on; None for any other."""
    if request.method != "POST" or request.mimetype != FORM or "draft" not in request.form:
        return None
    given = ((name, said.strip()) for name, said in request.form.items())
    # one of a list goes by a name that some form has for words
    words = [said for name, said in given if name in WORDS and not CODE.fullmatch(said)]
    if not words:
        return None
    page = render_template("too_late.html", words=words, reason=reason, way=way)
    return make_response(page, reason.status)
