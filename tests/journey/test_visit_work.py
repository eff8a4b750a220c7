"""Officers at work: visits planned from the list, changed, recorded, and found by nobody else."""

import datetime as dt
import html
import io
import re
import zipfile

import pytest
from sqlalchemy import text

from geo import released_officer
from geo.attacks.canaries import FAR, plant
from geo.audit import Door, Purpose, Who
from geo.clock import today
from geo.database import engine
from geo.visits import Record, Visits
from tests.people import enter, form_token, officer_of, send
from tests.routes import NOWHERE, routes
from webmap import create_app
from webmap.day_fields import fields
from webmap.formats import day as in_words
from webmap.pools import Pools

CANARY = "Zircon canary wrote this of a far place"
TODAY = today()
DUE = TODAY + dt.timedelta(days=20)
DAY = fields("day", DUE)
LONG = {"reason": "Ten letters and more of it."}
NO_DAY = {"due-day": "31", "due-month": "4", "due-year": "2026"}
DUE_ON = fields("due", DUE)
BEGAN = {"event": "summary_review", "began-time": "25:00", **fields("began", TODAY)}
ME = "SELECT account_id FROM held.account WHERE sign_in_name = 'ottilie.marsh'"
RECORDED = {
    "outcome": "no_concern",
    "measure": "none",
    "day-day": "2",
    "day-month": "1",
    "day-year": "2026",
}


def words_of(response):
    said = re.sub(r"<[^>]+>", " ", response.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(said))


@pytest.fixture(scope="module")
def place(server):
    """A county of one's own, in which a far authority's officer has recorded a visit."""
    name = server.copy_of("county")
    settings = server.settings(name)
    owner, login = engine(settings), engine(settings, "nightjar_officer")
    with owner.begin() as connection:
        plant(connection)
    far = officer_of(owner, "E06999777")
    with owner.connect() as connection:
        account = connection.scalar(
            text("SELECT account_id FROM held.session WHERE token_sha256 = :it"), {"it": far}
        )
    Door(login, Who("", "officer"), None, far).state(Purpose("licensing", reason="monthly plan"))
    with login.begin() as connection:
        released_officer.set_session(connection, far)
        visits = Visits(connection, far)
        said = Record(dt.date(2026, 1, 2), account, "concern", "advice", CANARY, (), CANARY, CANARY)
        visit = visits.record(None, FAR, 0, said)
        view = visits.save_view("Zircon view", {"kind": "pub"}, shared=True)
    login.dispose()
    pools = Pools(settings)
    yield create_app(pools, settings), owner, {"visit": str(visit), "view": str(view)}
    pools.dispose()
    owner.dispose()
    server.drop(name)


@pytest.fixture
def officer(place):
    return enter(place[0], "officer")


def rows(owner, statement, **values):
    with owner.connect() as connection:
        return connection.execute(text(statement), values).all()


def listed(officer, query="state=none"):
    page = officer.get(f"/visits/2026Q3?{query}").get_data(as_text=True)
    return re.findall(r'<input type="checkbox" name="p" value="([^"]+)"', page)


def planned(officer, owner, which):
    """Plan a visit to a premises of the list; returns its number."""
    page = f"/visits/2026Q3/plan?p={which}"
    assert send(officer, "/visits/2026Q3/plan", page, p=which, **DAY).status_code == 303
    [(visit,)] = rows(
        owner,
        "SELECT visit_id FROM held.visit WHERE premises_id = :it ORDER BY made_at DESC LIMIT 1",
        it=which,
    )
    return visit


def overdue(owner, visit, day):
    """Plan a visit for a day that is past, as its maker's own; returns the maker's number."""
    with owner.begin() as connection:
        maker = connection.scalar(
            text(
                "INSERT INTO held.visit_plan (visit_id, version, planned_for, assigned_to, status,"
                " changed_by) SELECT visit_id, 2, :day, made_by, 'planned', made_by"
                " FROM held.visit WHERE visit_id = :it RETURNING changed_by"
            ),
            {"day": day, "it": visit},
        )
    return str(maker)


def test_ten_visits_are_planned_from_the_list_by_two_forms(place, officer):
    chosen = listed(officer, "state=none&priority=high")[:10]
    page = "/visits/2026Q3/plan?" + "&".join(f"p={each}" for each in chosen)
    assert "Plan 10 visits" in words_of(officer.get(page))
    done = send(officer, "/visits/2026Q3/plan", page, p=chosen, **DAY)
    said = words_of(officer.get(done.location))
    assert "10 visits were planned." in said
    assert said.count(f"{DUE:%a} {DUE.day} ") == 10
    again = send(officer, "/visits/2026Q3/plan", page, p=chosen[:1], **DAY)
    assert "1 premises had a visit planned already" in words_of(officer.get(again.location))
    [(entry,)] = rows(
        place[1],
        "SELECT detail FROM audit.entry WHERE action = 'plan visits' ORDER BY seq DESC LIMIT 1",
    )
    assert len(entry["visits"]) == 10


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ({"day-day": "31", "day-month": "2"}, "must be a real day"),
        ({"day-day": "", "day-month": "12"}, "as day, month and year"),
        (fields("day", TODAY - dt.timedelta(days=1)), "today or a day of the next two years"),
        (fields("day", TODAY + dt.timedelta(days=740)), "today or a day of the next two years"),
    ],
)
def test_a_day_that_is_none_is_said_and_the_ticks_stay(officer, day, said):
    chosen = listed(officer)[0]
    page = f"/visits/2026Q3/plan?p={chosen}"
    answer = send(officer, "/visits/2026Q3/plan", page, p=chosen, **{"day-year": "2026", **day})
    assert answer.status_code == 400
    assert said in words_of(answer)
    assert f'value="{chosen}" checked' in answer.get_data(as_text=True)


def test_who_comes_second_is_shown_both_texts_and_neither_is_lost(place, officer):
    visit = planned(officer, place[1], listed(officer)[1])
    me = rows(place[1], "SELECT made_by FROM held.visit WHERE visit_id = :it", it=visit)[0][0]
    page = f"/visits/one/{visit}/record"
    given = {**RECORDED, "visited_by": str(me), "seen": "0"}
    assert send(officer, page, **given, note="The first wrote this.").status_code == 303
    second = send(officer, page, **given, note="The second wrote that.")
    assert second.status_code == 409
    said = words_of(second)
    assert "The first wrote this." in said
    assert said.count("The second wrote that.") == 2  # beside the other, and in the form
    assert 'name="seen" value="1"' in second.get_data(as_text=True)
    assert send(officer, page, **{**given, "seen": "1"}, note="Both.").status_code == 303
    said = words_of(officer.get(f"/visits/one/{visit}"))
    assert "The first wrote this." in said
    assert "Both." in said
    # and what was written is in no entry of the record
    detail = rows(place[1], "SELECT detail::text FROM audit.entry")
    assert not [each for (each,) in detail if "wrote this" in each]


def test_a_plan_that_comes_second_is_shown_beside_the_newer_one(place, officer):
    visit = planned(officer, place[1], listed(officer)[2])
    page, shown = f"/visits/one/{visit}/plan", f"/visits/one/{visit}"
    next_day, day_after = (DUE + dt.timedelta(days=each) for each in (1, 2))
    first = {**fields("day", next_day), "seen": "1", "act": "plan"}
    assert send(officer, page, shown, **first).status_code == 303
    late = send(officer, page, shown, **{**first, **fields("day", day_after)})
    assert late.status_code == 409
    assert in_words(next_day) in words_of(late)
    assert in_words(day_after) in words_of(late)
    assert send(officer, f"/visits/one/{visit}/undo", shown, seen="2").status_code == 303
    assert in_words(DUE) in words_of(officer.get(shown))
    called_off = {**DAY, "seen": "3", "act": "cancel", "reason": "Closed for the winter."}
    assert send(officer, page, shown, **called_off).status_code == 303
    assert "Called off Closed for the winter." in words_of(officer.get(shown))


def test_an_overdue_visit_is_given_to_another_and_moved_to_no_day_that_is_past(place, officer):
    visit, late = planned(officer, place[1], listed(officer)[6]), TODAY - dt.timedelta(days=9)
    me = overdue(place[1], visit, late)
    page, shown = f"/visits/one/{visit}/plan", f"/visits/one/{visit}"
    same = {**fields("day", late), "assigned_to": me, "act": "plan"}
    assert send(officer, page, shown, **same, seen="2").status_code == 303
    other = {**same, **fields("day", late + dt.timedelta(days=1)), "seen": "3"}
    refused = send(officer, page, shown, **other)
    assert (refused.status_code, 'href="#day-day"' in refused.get_data(as_text=True)) == (400, True)
    called_off = {**same, "seen": "3", "act": "cancel", "reason": "Closed for good."}
    assert send(officer, page, shown, **called_off).status_code == 303


def test_what_is_assigned_leads_to_the_month_of_the_first_visit_that_waits(place, officer):
    visit, late = planned(officer, place[1], listed(officer)[7]), TODAY - dt.timedelta(days=3650)
    overdue(place[1], visit, late)
    page = officer.get("/visits/2026Q3").get_data(as_text=True)
    assert re.search(r'href="/visits/planned\?whose=me">\d visits? (is|are) assigned to you<', page)
    said = words_of(officer.get("/visits/planned?whose=me"))
    assert f"Visits, {late:%B %Y}" in said
    assert "1 to come, 1 of them overdue; 0 made; 0 called off" in said
    assert f"To be made by you: 1 in {late:%B %Y}, " in said
    assert f"To be made: 1 in {late:%B %Y}, " in words_of(officer.get("/visits/planned"))
    assert f"Visits, {DUE:%B %Y}" in words_of(officer.get(f"/visits/planned?month={DUE:%Y-%m}"))


def test_the_page_of_a_premises_says_that_a_joint_review_of_it_is_open(place, officer):
    [(case, premises)] = rows(
        place[1],
        "SELECT case_id, premises_id FROM held.review_case WHERE authority = 'E06999001'"
        " AND state = 'open' LIMIT 1",
    )
    page = officer.get(f"/visits/premises/{premises}")
    assert "A joint review of it is open" in words_of(page)
    assert f'href="/cases/{case}"' in page.get_data(as_text=True)
    assert "Open another case" in words_of(page)


def test_a_note_that_is_too_long_is_refused_whole_and_no_field_cuts_what_is_pasted(officer):
    path = f"/visits/premises/{listed(officer)[4]}/record"
    page = officer.get(path).get_data(as_text=True)
    assert not re.search(r"<textarea[^>]*maxlength", page), "it would drop the rest in silence"
    long = "The rear door is dark. " * 200
    answer = send(officer, path, **RECORDED, note=long)
    assert answer.status_code == 400
    assert "from 0 to 4,000 characters, found 4,599" in words_of(answer)
    assert long.strip() in words_of(answer)


def test_what_a_joint_review_refuses_leads_to_the_field_that_it_is_about(place, officer):
    [(premises,)] = rows(
        place[1],
        "SELECT premises_id FROM held.premises WHERE authority = 'E06999001'"
        " AND premises_id NOT IN (SELECT premises_id FROM held.review_case) LIMIT 1",
    )
    [(case,)] = rows(
        place[1], "SELECT case_id FROM held.review_case WHERE authority = 'E06999001' LIMIT 1"
    )
    opening = f"/reviews/premises/{premises}"
    for path, shown, sent, field in (
        (opening, opening, {"reason": "Staff rang about it."}, "#matter"),
        (opening, opening, {"matter": "near", "reason": "short"}, "#reason"),
        ("/reviews/meetings", "/reviews", {"chair": "A. Chair"}, "#on-day"),
        (f"/cases/{case}/notes", f"/cases/{case}", {"words": ""}, "#n-words"),
        (f"/cases/{case}/decision", f"/cases/{case}", LONG, "#d-measure"),
        (f"/cases/{case}/decision", f"/cases/{case}", {"reason": "short"}, "#d-reason"),
        (f"/cases/{case}/actions", f"/cases/{case}", {"what": "Ask them", **NO_DAY}, "#a-due-day"),
        (f"/cases/{case}/actions", f"/cases/{case}", {"what": "Ask them", **DUE_ON}, "#a-owner"),
        (f"/cases/{case}/clocks", f"/cases/{case}", BEGAN, "#c-began-time"),
        (f"/cases/{case}/agenda", f"/cases/{case}", {}, "#agenda-meeting"),
    ):
        leads_to(send(officer, path, shown, **sent), field)


def leads_to(answer, field, beside=None):
    """Assert that what is wrong is told at the top, with a link, and beside the field it is of."""
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert f'<a href="{field}">' in page
    assert f'id="{field[1:]}"' in page
    named = field[1:].removesuffix("-day") if field.endswith("-day") else field[1:]
    assert f'id="{beside or named}-error"' in page
    assert re.search(rf'aria-describedby="[^"]*{beside or named}-error', page)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"day-day": "31", "day-month": "4"}, "#day-day"),
        (fields("day", TODAY + dt.timedelta(days=1)), "#day-day"),
        ({"outcome": ""}, "#outcome"),
        ({"measure_text": "Shut the door."}, "#measure_text"),
        ({"note": "A girl called Emma was there."}, "#note"),
        ({"reply": "A girl called Emma was there."}, "#reply"),
        ({"visited_by": NOWHERE}, "#visited_by"),
    ],
)
def test_what_a_record_of_a_visit_gets_wrong_is_said_at_its_field(place, officer, sent, field):
    [(premises,)] = rows(
        place[1],
        "SELECT premises_id FROM held.premises WHERE authority = 'E06999001'"
        " AND premises_id NOT IN (SELECT premises_id FROM held.visit) LIMIT 1",
    )
    path = f"/visits/premises/{premises}/record"
    me = {"visited_by": str(rows(place[1], ME)[0][0])}
    leads_to(send(officer, path, **{**RECORDED, **me, "seen": "0", **sent}), field)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": ""}, "#kind"),
        ({"made_for": ""}, "#made_for"),
        ({"asked": "short"}, "#asked"),
        ({"day-day": "31", "day-month": "4"}, "#day-day"),
    ],
)
def test_what_a_reply_gets_wrong_is_said_at_its_field(officer, sent, field):
    page = officer.get("/visits/2026Q3").get_data(as_text=True)
    premises = re.search(r'name="p" value="([^"]+)"', page)[1]
    good = {"kind": "reply", "made_for": "business", "asked": "We have two more at the door."}
    path = f"/visits/premises/{premises}/reply"
    leads_to(send(officer, path, **{**good, **fields("day", TODAY), **sent}), field)


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"verdict": ""}, "#verdict"), ({}, "#reason"), ({"reason": "other"}, "#why")],
)
def test_what_is_wrong_of_feedback_is_said_at_its_field(officer, sent, field):
    path = f"/visits/2026Q3/premises/{listed(officer)[0]}/feedback"
    leads_to(send(officer, path, **{"verdict": "wrong", "seen": "0", **sent}), field)


def test_a_file_without_a_reason_is_asked_for_it_at_its_field(officer):
    leads_to(send(officer, "/visits/2026Q3/file", thing="none", format="csv"), "#thing")
    shown = officer.get("/visits/2026Q3/file").get_data(as_text=True)
    thing = re.search(r'name="thing" type="radio" value="([^"]+)"', shown)[1]
    leads_to(send(officer, "/visits/2026Q3/file", thing=thing, format="csv"), "#case")
    leads_to(
        send(officer, "/visits/2026Q3/file", thing=thing, format="csv", reason="short"), "#reason"
    )


def test_a_decision_that_is_signed_already_stays_signed_and_says_so(place, officer):
    owner = place[1]
    [(case,)] = rows(
        owner,
        "SELECT case_id FROM held.review_case"
        " WHERE authority = 'E06999001' AND state = 'open' LIMIT 1",
    )
    [(version,)] = rows(
        owner,
        "SELECT coalesce(max(version), 0) FROM held.case_decision WHERE case_id = :it",
        it=case,
    )
    [(measure,)] = rows(owner, "SELECT code FROM released.measure_for_all LIMIT 1")
    page, sign = f"/cases/{case}", f"/cases/{case}/signature"
    written = {"version": str(version), "measure": measure, "reason": "It is in proportion."}
    assert send(officer, f"/cases/{case}/decision", page, **written).status_code == 303
    newest = str(version + 1)
    assert send(officer, sign, page, version=newest).status_code == 303
    again = send(officer, sign, page, version=newest)
    assert again.location == f"{page}?said=signed#signature"
    said = words_of(officer.get(again.location))
    assert "has signed this version already, and the signature stands" in said
    assert "Not saved" not in said
    old = send(officer, sign, page, version=str(version))
    assert "the decision was changed after you read it" in words_of(officer.get(old.location))
    assert "Nothing was signed" not in words_of(officer.get(f"{page}?said=<b>"))


def plan_by_form(officer, sent):
    token = form_token(officer, f"/visits/2026Q3/plan?p={sent['p']}")
    return officer.post("/visits/2026Q3/plan", data={"csrf_token": token, **sent})


def test_planning_leads_back_to_the_page_of_the_list_that_it_came_from(officer):
    at = "priority=medium&page=2"
    page = officer.get(f"/visits/2026Q3?{at}").get_data(as_text=True)
    form = page[page.index('action="/visits/2026Q3/plan"') :].partition("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', form))
    assert hidden == {"priority": "medium", "page": "2"}
    back = 'href="/visits/2026Q3?priority=medium&amp;page=2"'
    chosen = listed(officer, at)[0]
    for query in (at, f"{at}&p={chosen}", f"{at}&p={chosen}&lead=//elsewhere"):
        assert back in officer.get(f"/visits/2026Q3/plan?{query}").get_data(as_text=True)
    plan = {"p": chosen, **hidden}
    refused = plan_by_form(officer, plan)
    assert refused.status_code == 400
    assert back in refused.get_data(as_text=True)
    saved = plan_by_form(officer, {**plan, **DAY})
    assert back in officer.get(saved.location).get_data(as_text=True)


def test_no_word_that_was_searched_for_is_in_the_address_after_planning(officer):
    chosen = listed(officer)[0]
    sent = {"p": chosen, "words": "zephyrine", "page": "3", "priority": "high", **DAY}
    page = f"/visits/2026Q3/plan?p={chosen}&words=zephyrine"
    assert 'name="words" value="zephyrine"' in officer.get(page).get_data(as_text=True)
    saved = plan_by_form(officer, sent)
    assert "zephyrine" not in saved.location
    assert 'href="/visits/2026Q3?priority=high"' in officer.get(saved.location).get_data(
        as_text=True
    )


def test_a_view_without_a_name_keeps_its_filters_and_asks_for_one(officer):
    sent = {"priority": "high", "since": "6", "quarter": "2026Q3", "shared": "team", "name": ""}
    answer = send(officer, "/visits/views", "/visits/2026Q3?priority=high&since=6", **sent)
    leads_to(answer, "#view-name")
    page = answer.get_data(as_text=True)
    assert 'href="/visits/2026Q3?priority=high&amp;since=6"' in page
    for name in ("priority", "since", "quarter"):
        assert f'<input type="hidden" name="{name}" value="{sent[name]}">' in page
    assert re.search(r'value="team" checked', page)


def test_the_newest_quarter_keeps_the_filters_that_it_is_asked_with(officer):
    answer = officer.get("/visits?priority=high&words=heron&made-up=1")
    assert answer.headers["Location"] == "/visits/2026Q3?priority=high&words=heron"


def test_a_case_is_not_closed_over_words_of_ones_own_that_are_not_saved(place, officer):
    chosen = listed(officer)[0]
    sent = {"matter": "information", "reason": "Two complaints of the same evening."}
    opened = send(officer, f"/reviews/premises/{chosen}", **sent)
    [case] = re.findall(r"/cases/[0-9a-f-]{36}", opened.headers["Location"])
    form = f"note:{case.removeprefix('/cases/')}"
    kept = send(officer, "/drafts", case, draft=form, words="Half of what")
    assert kept.status_code == 200
    refused = send(officer, f"{case}/end", case, outcome="Nothing further to do.")
    assert refused.status_code == 400
    said = refused.get_data(as_text=True)
    assert "not saved yet in this case (a note of a case)" in said
    assert "Nothing further to do." in said
    send(officer, "/drafts/discard", "/drafts", draft=form)
    asked = send(officer, f"{case}/end", case, outcome="Nothing further to do.")
    assert "by a decision that both sides have signed" in asked.get_data(as_text=True)


def test_drafts_name_their_premises_to_whoever_may_read_it_and_record_that_look(place, officer):
    chosen = listed(officer)[0]
    [(name,)] = rows(place[1], "SELECT name FROM held.premises WHERE premises_id = :it", it=chosen)
    looks = (
        "SELECT 1 FROM audit.entry AS each WHERE action = 'consult' AND each::text LIKE '%/drafts%'"
    )
    officer.get("/drafts")
    before = len(rows(place[1], looks))
    form = f"unplanned:{chosen}"
    sent = {"visited_by": NOWHERE, "outcome": "concern", "note": "Two at the door."}
    assert send(officer, "/drafts", "/visits/2026Q3", draft=form, **sent).status_code == 200
    page = officer.get("/drafts").get_data(as_text=True)
    assert f"A record of a visit that was not planned: <bdi>{html.escape(name)}</bdi>" in page
    assert "“<bdi>Two at the door.</bdi>”" in page
    assert len(rows(place[1], looks)) == before + 1
    far = f"unplanned:{FAR}"
    assert send(officer, "/drafts", "/visits/2026Q3", draft=far, note="Far.").status_code == 200
    assert CANARY.split(maxsplit=1)[0] not in officer.get("/drafts").get_data(as_text=True)
    for each in (form, far):
        send(officer, "/drafts/discard", "/drafts", draft=each)


def test_a_note_that_names_a_child_is_refused_and_stays_in_the_form(place, officer):
    visit = planned(officer, place[1], listed(officer)[3])
    me = rows(place[1], "SELECT made_by FROM held.visit WHERE visit_id = :it", it=visit)[0][0]
    answer = send(
        officer,
        f"/visits/one/{visit}/record",
        **RECORDED,
        visited_by=str(me),
        seen="0",
        note="A girl called Emma was there.",
    )
    assert answer.status_code == 400
    assert "must not tell who a child is" in words_of(answer)
    assert "A girl called Emma was there." in words_of(answer)
    assert rows(place[1], "SELECT 1 FROM held.visit_record WHERE note LIKE '%Emma%'") == []


def test_a_purpose_that_ran_out_loses_nothing_that_was_typed(place, officer):
    visit = planned(officer, place[1], listed(officer)[4])
    page = f"/visits/one/{visit}/plan"
    token = form_token(officer, f"/visits/one/{visit}")
    moved = DUE + dt.timedelta(days=4)
    form = {**fields("day", moved), "seen": "1", "act": "plan", "csrf_token": token}
    with place[1].begin() as connection:
        connection.execute(text("UPDATE held.session SET task = NULL"))
    asked = officer.post(page, data=form)
    assert asked.status_code == 403
    kept = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', asked.get_data(as_text=True)))
    assert {name: kept[name] for name in ("day-day", "seen", "act")} == {
        "day-day": str(moved.day),
        "seen": "1",
        "act": "plan",
    }
    days = rows(place[1], "SELECT planned_for FROM held.visit_plan WHERE visit_id = :v", v=visit)
    assert days == [(DUE,)]
    assert officer.post(page, data={**form, "state_purpose": "usual"}).status_code == 303
    assert in_words(moved) in words_of(officer.get(f"/visits/one/{visit}"))


def test_a_flag_that_is_not_relevant_is_marked_and_says_why(officer):
    chosen = listed(officer)[5]
    page = f"/visits/2026Q3/premises/{chosen}/feedback"
    silent = send(officer, page, verdict="not_relevant", why="", seen="0")
    assert (silent.status_code, "Say why, by a reason" in words_of(silent)) == (400, True)
    given = {"verdict": "not_relevant", "reason": "other", "why": "It closed in May."}
    assert send(officer, page, **given, seen="0").status_code == 303
    late = send(officer, page, **{**given, "why": "It is a library now."}, seen="0")
    assert late.status_code == 409
    assert "It closed in May." in words_of(late)
    assert "It is a library now." in words_of(late)
    assert "Said to be not relevant: something else" in words_of(
        officer.get("/visits/2026Q3?state=said")
    )


def test_an_analyst_counts_reasons_and_reads_no_more_words_than_are_needed(place, officer):
    app = place[0]
    for number, reason in ((6, "hours_do_not_fit"), (7, "other")):
        page = f"/visits/2026Q3/premises/{listed(officer)[number]}/feedback"
        form = {"verdict": "wrong", "reason": reason, "why": f"Words beside {reason}."}
        assert send(officer, page, **form, seen="0").status_code == 303
    analyst = enter(app, "analyst")
    told = analyst.get("/feedback/2026Q3").get_data(as_text=True)
    row = re.search(r"It is shut at the hours in question</th>(.*?)</tr>", told, re.DOTALL)[1]
    assert re.findall(r">(\d+)<", row) == ["0", "0", "1", "1"]
    assert "Words beside other." in told
    assert "Words beside hours_do_not_fit." not in told
    reason = {"reason": "to mend the rule of flags", "thing": "flag_feedback", "format": "csv"}
    answer = send(analyst, "/feedback/2026Q3/file", **reason)
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as packed:
        [name] = [each for each in packed.namelist() if each.endswith(".csv")]
        written = packed.read(name).decode()
    assert '"wrong","hours_do_not_fit"' in written
    assert "Words beside" not in written


def test_a_link_and_a_saved_view_hold_nothing_that_was_typed(place, officer):
    page = officer.get("/visits/2026Q3?priority=high&words=zephyrine").get_data(as_text=True)
    (link,) = re.findall(r'<p class="nj-link"><a [^>]*href="([^"]+)"', page)
    assert "zephyrine" not in link
    assert "priority=high" in link
    saved = send(
        *(officer, "/visits/views", "/visits/2026Q3?priority=high"),
        name="High ones",
        shared="team",
        priority="high",
        words="zephyrine",
    )
    assert saved.status_code == 303
    [(view, filters)] = rows(
        place[1], "SELECT view_id, filters FROM held.saved_view WHERE name = 'High ones'"
    )
    assert filters == {"priority": "high"}
    assert officer.get(f"/visits/views/{view}").location == "/visits/2026Q3?priority=high"
    assert send(officer, f"/visits/views/{view}/end", "/visits/views").status_code == 303
    assert officer.get(f"/visits/views/{view}").status_code == 404


def answered(client, method, path, **more):
    answer = client.open(path, method=method, **more)
    headers = sorted((name, value) for name, value in answer.headers if name != "Date")
    return answer.status_code, headers, answer.get_data()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/visits/one/{visit}"),
        ("POST", "/visits/one/{visit}/plan"),
        ("POST", "/visits/one/{visit}/undo"),
        ("GET", "/visits/one/{visit}/record"),
        ("POST", "/visits/one/{visit}/record"),
        ("GET", "/visits/premises/{premises}/record"),
        ("POST", "/visits/premises/{premises}/record"),
        ("GET", "/visits/2026Q3/plan?p={premises}"),
        ("POST", "/visits/2026Q3/plan?p={premises}"),
        ("GET", "/visits/2026Q3/premises/{premises}/feedback"),
        ("POST", "/visits/2026Q3/premises/{premises}/feedback"),
        ("GET", "/visits/views/{view}"),
        ("POST", "/visits/views/{view}/end"),
    ],
)
def test_another_authoritys_visit_is_answered_byte_for_byte_as_an_unknown_one(
    place, officer, method, path
):
    known = {**place[2], "premises": FAR}
    more = {}
    if method == "POST":
        me = rows(place[1], "SELECT account_id FROM held.account WHERE sign_in_name ~ 'ottilie'")
        more["data"] = {
            **RECORDED,
            "csrf_token": form_token(officer, "/sign-out"),
            "visited_by": str(me[0][0]),
            "p": FAR,
            "seen": "1",
            "act": "plan",
            "verdict": "useful",
        }
    foreign = answered(officer, method, path.format(**known), **more)
    if more:
        more["data"]["p"] = NOWHERE
    unknown = answered(officer, method, path.format(**dict.fromkeys(known, NOWHERE)), **more)
    assert foreign[0] == 404
    assert foreign == unknown


def test_what_a_far_officer_wrote_is_on_no_page_of_anybody_else(place):
    """Nor is the analyst told it, while its premises is in no joint review."""
    app, owner, _ = place
    for role in ("officer", "board", "admin", "analyst"):
        client = enter(app, role)
        for route in routes(owner):
            if route.method == "GET" and role in route.audiences:
                with client.get(route.path) as answer:
                    assert CANARY.encode() not in answer.get_data(), route.endpoint
                    assert b"Zircon" not in answer.get_data(), route.endpoint
    there = rows(owner, "SELECT note FROM held.visit_record WHERE note <> ''")
    assert (CANARY,) in [tuple(row) for row in there]  # it is there to be found
