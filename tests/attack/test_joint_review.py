"""Cases by their pages: what is another authority's is unknown, and evidence stays on its side."""

import datetime as dt
import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from geo.attacks.canaries import FAR, plant
from geo.database import ANALYST, engine
from geo.joint_desk import Desk
from tests.people import enter, form_token, session_of
from webmap import create_app
from webmap.pools import Pools

HOSTILE = "<script>alert(1)</script>${7*7}{{7*7}}<img src=x onerror=alert(2)>"
TABS = ("", "/evidence", "/licence")
ACTS = ("decision", "signature", "notes", "actions", "clocks", "agenda", "edits", "end")
WHY = "a reason that both sides may read"


@pytest.fixture(scope="module")
def site(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    owner, login = engine(settings), engine(settings, ANALYST)
    with owner.begin() as connection:
        plant(connection)
        cases = connection.execute(
            text("SELECT case_id, run_id FROM held.review_case ORDER BY opened_at")
        ).all()
    police = Desk(login, session_of(settings, "analyst"))
    foreign = police.open_case(UUID(FAR), "near", WHY)
    meeting = police.add_meeting(dt.date(2026, 11, 2), "Canary Chair", ["E06999777"])
    pools = Pools(settings)
    yield create_app(pools, settings), cases, foreign, meeting, owner
    pools.dispose()
    login.dispose()
    owner.dispose()
    server.drop(name)


def answered(client, path, **form):
    answer = client.post(path, data=form) if form else client.get(path)
    headers = sorted((name, value) for name, value in answer.headers if name != "Date")
    return answer.status_code, headers, answer.get_data()


def test_another_authoritys_case_and_meeting_are_answered_as_unknown_ones(site):
    app, _, foreign, meeting, owner = site
    officer, nowhere = enter(app, "officer"), uuid4()
    token = form_token(officer, "/sign-out")
    count = text("SELECT count(*) FROM held.case_edit WHERE case_id = :case")
    for tab in TABS:
        there = answered(officer, f"/cases/{foreign}{tab}")
        assert there[0] == 404
        assert there == answered(officer, f"/cases/{nowhere}{tab}")
    for act in ACTS:
        for words in ("", WHY):
            form = {"csrf_token": token, "version": "0", "words": words, "reason": words}
            there = answered(officer, f"/cases/{foreign}/{act}", **form)
            assert there[0] == 404
            assert there == answered(officer, f"/cases/{nowhere}/{act}", **form)
    for tail in ("", "/minutes", "/file"):
        there = answered(officer, f"/reviews/meetings/{meeting}{tail}")
        assert there == answered(officer, f"/reviews/meetings/{nowhere}{tail}")
    form = {"csrf_token": token, "version": "1", "state": "held", "chair": "A B"}
    there = answered(officer, f"/reviews/meetings/{meeting}", **form)
    assert there == answered(officer, f"/reviews/meetings/{nowhere}", **form)
    form = {"csrf_token": token, "matter": "near", "reason": WHY}
    for words in ({}, form):
        there = answered(officer, f"/reviews/premises/{FAR}", **words)
        assert there[0] == 404
        assert there == answered(officer, f"/reviews/premises/{nowhere}", **words)
    for page in ("/reviews", "/reviews/actions"):
        said = officer.get(page).get_data(as_text=True)
        assert str(foreign) not in said
        assert "Canary" not in said
    assert str(foreign) in enter(app, "analyst").get("/reviews").get_data(as_text=True)
    with owner.connect() as connection:
        assert connection.scalar(count, {"case": foreign}) == 0


def test_the_evidence_of_police_is_in_no_case_page_of_an_officer(site):
    app, cases, *_ = site
    analyst, officer = enter(app, "analyst"), enter(app, "officer")
    meeting = re.search(r"/reviews/meetings/[0-9a-f-]+", officer.get("/reviews").text)[0]
    pages = [f"/cases/{case.case_id}{tab}" for case in cases for tab in TABS]
    pages += ["/reviews", "/reviews/actions", meeting, f"{meeting}/minutes"]
    evidence = set()
    for case in cases:
        said = analyst.get(f"/cases/{case.case_id}/evidence").text
        evidence |= set(re.findall(r"Within \d+ m of a place recorded in [^.]+\.", said))
    assert len(evidence) > 3
    run = next(str(case.run_id) for case in cases if case.run_id)
    assert run in "".join(analyst.get(page).text for page in pages)
    for page in pages:
        said = officer.get(page).text
        assert not [each for each in evidence if each in said], page
        for told in ("repeat location", "Measured", "run of", run, "child_ref"):
            assert told not in said, (page, told)


def test_what_is_typed_is_shown_as_text_to_both_sides_and_in_the_minutes(site):
    app, cases, *_ = site
    case = cases[0].case_id
    officer, analyst = enter(app, "officer"), enter(app, "analyst")
    token = form_token(officer, f"/cases/{case}")
    form = {"csrf_token": token, "version": "0", "words": HOSTILE}
    assert officer.post(f"/cases/{case}/notes", data=form).status_code == 303
    form = {"csrf_token": token, "version": "1", "measure": "watch", "reason": HOSTILE}
    assert officer.post(f"/cases/{case}/decision", data=form).status_code == 303
    meeting = re.search(r"/reviews/meetings/[0-9a-f-]+", officer.get(f"/cases/{case}").text)[0]
    for client in (officer, analyst):
        for page in (f"/cases/{case}", f"{meeting}/minutes"):
            said = client.get(page).text
            assert "&lt;script&gt;alert(1)" in said
            assert "<script>alert" not in said
            assert "<img src=x" not in said


def test_what_was_typed_is_kept_when_it_is_refused_or_the_purpose_has_run_out(site):
    app, cases, _, _, owner = site
    case = cases[0].case_id
    officer = enter(app, "officer")
    token = form_token(officer, f"/cases/{case}")
    form = {"csrf_token": token, "version": "0"}
    page = officer.post(f"/cases/{case}/notes", data={**form, "words": "Orla, 14, was there"})
    assert page.status_code == 400
    assert "a name with an age" in page.text
    assert "Orla, 14, was there</textarea>" in page.text
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET task = NULL WHERE ended_at IS NULL"))
    page = officer.post(f"/cases/{case}/notes", data={**form, "words": "a long and honest note"})
    assert page.status_code == 400
    assert "a long and honest note</textarea>" in page.text
    assert "say what you are here for" in page.text.lower()
    assert "The supervisor is new" not in page.text  # nothing of the case
