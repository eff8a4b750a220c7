"""Words that come in a form after its session has ended: not saved, and given back to be copied.

The door alone would lose them: the page behind a form is asked for anew, and is shown to nobody.
What is given back is what the same request brought, from a page of ours: nothing is looked up, and
nothing is told of the form or of whether there is such a page.
"""

from __future__ import annotations

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as Answer

from geo.drafts import CODE, WORDS

FORM = "application/x-www-form-urlencoded"
STATUS = 401


def given_back(door: str) -> Answer | None:
    """Answer a form that has words to lose, with the way to the door; None for any other."""
    if request.method != "POST" or request.mimetype != FORM or "draft" not in request.form:
        return None
    given = ((name, said.strip()) for name, said in request.form.items())
    # one of a list goes by a name that some form has for words
    words = [said for name, said in given if name in WORDS and not CODE.fullmatch(said)]
    if not words:
        return None
    return make_response(render_template("too_late.html", words=words, door=door), STATUS)
