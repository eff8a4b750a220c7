"""What is sent from the pages of a case: each is one act at the desk, and leads back to the page.

A form that is refused is shown again with what was typed, and with nothing else of the case: so it
is kept even if a purpose has run out meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from geo.errors import QuestionError
from geo.joint_cases import Cases
from geo.joint_desk import ActionText, Desk, Saved
from webmap import case_wording, day_fields, drafts, joint
from webmap.faults import fault
from webmap.looking import saw
from webmap.wording import Row

bp = Blueprint("case_changes", __name__)

NOBODY = UUID(int=0)


@bp.post("/cases/<uuid:case_id>/decision")
def decide(case_id: UUID) -> Answer:
    """Write the next version of the decision. Raises: NotFoundError."""
    form = request.form
    return _done(
        case_id,
        "decision",
        lambda desk: desk.decide(
            case_id,
            joint.whole(form.get("version")),
            form.get("measure", ""),
            form.get("reason", ""),
            joint.number(form.get("meeting")),
            _settles(),
        ),
    )


@bp.post("/cases/<uuid:case_id>/signature")
def sign(case_id: UUID) -> Answer:
    """Sign the newest version for one's own side. Raises: NotFoundError."""
    version = joint.whole(request.form.get("version"))
    case = joint.cases().one(case_id)
    try:
        joint.desk().sign(case_id, version)
    except QuestionError as error:
        said = case_wording.not_signed(str(error))
        if not said:  # a purpose that ran out, say: the case itself cannot be shown
            return _refused(joint.cases(), case, "signature", error)
        return _back(case_id, "signature", said)
    return _back(case_id, "signature")


@bp.post("/cases/<uuid:case_id>/notes")
def note(case_id: UUID) -> Answer:
    """Write a note, or the next version of one. Raises: NotFoundError."""
    form = request.form
    return _done(
        case_id,
        "note",
        lambda desk: desk.write_note(
            case_id,
            form.get("words", ""),
            note_id=joint.number(form.get("object")),
            based_on=joint.whole(form.get("version")),
            settles=_settles(),
        ),
    )


@bp.post("/cases/<uuid:case_id>/actions")
def action(case_id: UUID) -> Answer:
    """Write an action, or the next version of one. Raises: NotFoundError."""
    form = request.form

    def act(desk: Desk) -> Saved:
        said = ActionText(
            form.get("what", ""),
            joint.number(form.get("owner")) or NOBODY,
            day_fields.asked_day(form, "due", "the day it is due", to_come=True),
            form.get("state", "open"),
            form.get("outcome", ""),
        )
        return desk.write_action(
            case_id,
            said,
            action_id=joint.number(form.get("object")),
            based_on=joint.whole(form.get("version")),
            settles=_settles(),
        )

    return _done(case_id, "action", act)


@bp.post("/cases/<uuid:case_id>/clocks")
def clock(case_id: UUID) -> Answer:
    """Start a statutory clock, or stop one. Raises: NotFoundError."""
    form = request.form

    def act(desk: Desk) -> None:
        stopped = joint.number(form.get("clock"))
        if stopped is not None:
            desk.stop_clock(case_id, stopped, form.get("outcome", ""))
        else:
            began = day_fields.asked_moment(form, "began", "what happened")
            desk.start_clock(case_id, form.get("event", ""), began)

    return _done(case_id, "stop" if form.get("clock") else "clock", act)


@bp.post("/cases/<uuid:case_id>/agenda")
def agenda(case_id: UUID) -> Answer:
    """Put the case on the agenda of a meeting. Raises: NotFoundError."""
    meeting = joint.number(request.form.get("meeting"))

    def act(desk: Desk) -> None:
        if meeting is None:
            raise QuestionError("choose a meeting", "meeting")
        desk.put_on_agenda(meeting, case_id)

    return _done(case_id, "agenda", act)


@bp.post("/cases/<uuid:case_id>/edits")
def settle(case_id: UUID) -> Answer:
    """Say that a text that waits is not needed. Raises: NotFoundError."""
    edit = joint.whole(request.form.get("edit"))
    return _done(case_id, "edit", lambda desk: desk.settle(case_id, edit))


@bp.post("/cases/<uuid:case_id>/end")
def end(case_id: UUID) -> Answer:
    """Close the case. Raises: NotFoundError."""
    outcome = request.form.get("outcome", "")

    def act(desk: Desk) -> None:
        # a closed case takes no words: those would be lost without a word
        if left := [each for each in drafts.of_case(case_id) if each.of != "end"]:
            raise QuestionError(case_wording.not_closed([drafts.NAMES[each.of] for each in left]))
        desk.close(case_id, outcome)

    return _done(case_id, "end", act)


@bp.get("/cases/<uuid:case_id>/draft")
def go_on(case_id: UUID) -> str:
    """Show the form of a draft with what stood in it; without one, an empty form of its kind.

    Raises: NotFoundError.
    """
    found = joint.cases()
    case = found.one(case_id)
    what, part = request.args.get("of", "note"), request.args.get("part", "")
    kept = (each for each in drafts.of_case(case_id) if (each.of, each.part) == (what, part))
    draft = next(kept, None)
    saw(1)
    return _again(found, case, what, draft.first() if draft else {}, "")


def _again(found: Cases, case: Row, what: str, form: dict[str, str], error: str) -> str:
    """Draw one form of a case with what was typed, and nothing else of the case."""
    return render_template(
        "case_again.html",
        what=what,
        case=case,
        form=form,
        error=error,
        measures=found.measures(),
        people=found.people(case["case_id"]),
        agendas=found.agenda(case_id=case["case_id"]),
        meetings=joint.planned(found.meetings(), case["authority"]),
        wording=case_wording,
    )


def _settles() -> int | None:
    edit = joint.whole(request.form.get("settles"))
    return edit if edit > 0 else None


def _done(case_id: UUID, what: str, act: Callable[[Desk], object]) -> Answer:
    """Act, and lead back; what waits beside a newer version is shown first.

    Raises: NotFoundError for a case that is not there or is another authority's, whatever was sent.
    """
    found = joint.cases()
    case = found.one(case_id)
    try:
        came = act(joint.desk())
    except QuestionError as error:
        return _refused(found, case, what, error)
    drafts.saved()
    return _back(case_id, "waits" if isinstance(came, Saved) and not came.taken else what)


def _refused(found: Cases, case: Row, what: str, error: QuestionError) -> Answer:
    page = _again(found, case, what, request.form.to_dict(), fault(error))
    return make_response(page, 400)


def _back(case_id: UUID, part: str, said: str | None = None) -> Answer:
    """Lead back to a part of the page of a case; ``said``: what it then says of a signature."""
    meeting = joint.number(request.form.get("walk"))
    return redirect(
        url_for("cases.decision", case_id=case_id, meeting=meeting, said=said, _anchor=part), 303
    )
