"""Drafts: one's own alone, in the right they were typed in, and never what tells of a child."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import drafts
from geo.database import engine, query
from geo.errors import QuestionError
from tests.database.planting import AUTHORITY
from tests.people import officer_of, populate, session_of

FORM = "visit:00000000-0000-4000-8000-000000000001"
FIELDS = {"note": ["The kitchen was closed."], "awareness": ["poster", "briefing"], "seen": ["0"]}


@pytest.fixture
def desks(settings):
    owner = engine(settings)
    populate(owner)
    logins = {name: engine(settings, f"nightjar_{name}") for name in ("officer", "analyst")}
    yield settings, owner, logins
    for each in (owner, *logins.values()):
        each.dispose()


def own(login, session):
    with login.connect() as connection:
        return {each.form: each.fields for each in drafts.own(connection, session)}


def test_a_draft_is_kept_without_what_tells_of_a_child_for_its_typist_alone(desks):
    settings, owner, logins = desks
    officer, colleague = session_of(settings), officer_of(owner, AUTHORITY)
    analyst = session_of(settings, "analyst")
    typed = {**FIELDS, "reply": ["Emma, 14, was here"], "visited_by": ["Emma Hale aged 14"]}
    kept = drafts.keep(logins["officer"], officer, FORM, typed)  # and no purpose was stated
    assert kept.left_out == {"reply": "a name with an age"}
    assert own(logins["officer"], officer) == {FORM: FIELDS}
    assert own(logins["officer"], session_of(settings)) == {FORM: FIELDS}  # signed in again
    assert own(logins["officer"], colleague) == own(logins["analyst"], analyst) == {}
    drafts.drop(logins["officer"], colleague, FORM)
    assert own(logins["officer"], officer) == {FORM: FIELDS}
    with pytest.raises(DBAPIError, match="only somebody who is signed in"):
        own(logins["analyst"], officer)
    drafts.drop(logins["officer"], officer, FORM)
    assert own(logins["officer"], officer) == {}


def test_a_draft_is_of_a_form_no_longer_than_one_and_fifty_are_kept(desks):
    settings, _, logins = desks
    officer = session_of(settings)
    much = {name: ["é" * 7_000] for name in ("note", "why", "reply")}  # 42,000 bytes
    for form, fields in (("visit", FIELDS), (FORM, much)):
        with pytest.raises(QuestionError, match="a draft must be of a form"):
            drafts.keep(logins["officer"], officer, form, fields)
    for number in range(51):
        drafts.keep(logins["officer"], officer, f"note:{number}", FIELDS)
    assert set(own(logins["officer"], officer)) == {f"note:{number}" for number in range(1, 51)}


def test_what_was_not_touched_for_a_month_goes(desks):
    settings, owner, logins = desks
    officer = session_of(settings)
    for form, kept in (("note:1", "2026-10-25 23:59"), ("note:2", "2026-10-26 00:01")):
        drafts.keep(logins["officer"], officer, form, FIELDS)
        with owner.begin() as connection:
            connection.execute(
                text(
                    "UPDATE held.draft SET kept_at = CAST(:kept AS timestamp)"
                    " AT TIME ZONE 'Europe/London' WHERE form = :form"
                ),
                {"kept": kept, "form": form},
            )
    with owner.begin() as connection:
        rows = connection.execute(
            query("retention_policies"), {"as_at": dt.date(2026, 11, 26)}
        ).all()
        before = next(row.before for row in rows if row.dataset == "drafts")
        connection.execute(query("remove_drafts_before"), {"before": before})
    assert set(own(logins["officer"], officer)) == {"note:2"}
