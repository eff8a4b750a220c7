"""Police and council work one case in two browsers, from the list to a signed decision."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import text

from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser

OFFICER, ANALYST = "licensing officer", "police analyst"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def settings(server):
    name = server.copy_of("county")
    yield server.settings(name)
    server.drop(name)


@pytest.fixture(scope="module")
def site(settings):
    with served(settings) as address:
        yield address


@pytest.fixture
def watched(browser):
    opened = []

    def make(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


def unfold(page, words):
    page.locator("summary", has_text=words).first.click()


def whole(page):
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def printed_without_forms(page):
    """On paper is what was said and decided: no empty form, and no heading over none."""
    page.emulate_media(media="print")
    forms = page.locator("main form, main textarea, main select, main summary:has(+ div form)")
    expect(forms.nth(3)).to_be_attached()
    expect(forms.locator("visible=true")).to_have_count(0)
    headings = page.locator("main h2:visible").all_inner_texts()
    assert "Statutory clocks" in headings or "Meetings" in headings
    assert "Close the case" not in headings
    page.emulate_media(media="screen")


@pytest.mark.slow
def test_two_sides_bring_one_case_to_a_signed_decision_with_minutes(
    watched, site, settings, tmp_path
):
    council, police = watched(), watched(viewport=PHONE)
    officer, analyst = council.enter(site, OFFICER), police.enter(site, ANALYST)

    # the officer opens a case on the first premises of the list that has none
    officer.get_by_role("link", name="Joint reviews").click()
    officer.locator(".nj-offer a").first.click()
    name = officer.inner_text("h1").removeprefix("Open a case on ")
    officer.fill("#reason", "short")
    officer.get_by_role("button", name="Open the case").click()
    assert "from 10 to 4,000 characters" in officer.inner_text(".govuk-error-summary")
    officer.fill("#reason", "It is listed, and nobody has been there this year.")
    officer.get_by_role("button", name="Open the case").click()
    officer.wait_for_url("**/cases/*")
    case = re.search(r"/cases/[0-9a-f-]+", officer.url)[0]
    printed_without_forms(officer)

    # police come to it down the agenda, and look at their evidence first
    analyst.goto(f"{site}/reviews")
    analyst.locator("section[aria-labelledby=meetings-heading] a").first.click()
    analyst.wait_for_url("**/reviews/meetings/*")
    meeting = analyst.url
    whole(analyst)
    analyst.locator(f"a[href^='{case}/evidence']").click()
    analyst.wait_for_url("**/evidence*")
    assert "as the police side sees it" in analyst.inner_text("main")
    assert analyst.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    officer.goto(f"{site}{case}/evidence")
    assert "as the council side sees it" in officer.inner_text("main")
    whole(officer)
    unfold(officer, "What each side has looked at")
    seen = officer.inner_text("main")
    assert "Wren Calloway, police: evidence, " in seen  # and not at what
    assert "run of" not in seen

    # both write the first note at once; each is kept, and they are told apart and made one
    for page in (officer, analyst):
        page.goto(f"{site}{case}")
    officer.fill("#n-words", "Staff were friendly.")
    with officer.expect_navigation():
        officer.get_by_role("button", name="Save the note").click()
    for page in (officer, analyst):
        page.goto(f"{site}{case}")
        unfold(page, "Change it")
    officer.fill("#n1-words", "Staff were friendly on Friday.")
    with officer.expect_navigation():
        officer.get_by_role("button", name="Save the note").first.click()
    analyst.fill("#n1-words", "Staff were friendly on Saturday, police were there.")
    analyst.get_by_role("button", name="Save the note").first.click()
    assert "1 text met a newer version" in analyst.inner_text("#waits")
    assert "Friday." in analyst.inner_text("#waits del")
    assert "Saturday," in analyst.inner_text("#waits ins >> nth=0")
    whole(analyst)
    unfold(analyst, "Write one text of both")
    written = analyst.locator("#waits textarea")
    assert "Friday" in written.input_value()
    assert "Saturday" in written.input_value()
    written.fill("Staff were friendly on Friday and Saturday.")
    with analyst.expect_navigation():
        analyst.get_by_role("button", name="Save as one note").click()
    expect(analyst.locator("#waits")).to_have_count(0)
    assert "Friday and Saturday" in analyst.inner_text("main")

    # a clock, an action, a decision; the officer signs by the keyboard alone
    officer.goto(f"{site}{case}")
    unfold(officer, "Start a clock")
    officer.select_option("#c-event", "closure_notice")
    for part, value in (("day", "24"), ("month", "12"), ("year", "2026")):
        officer.fill(f"#c-began-{part}", value)
    officer.fill("#c-began-time", "18:00")
    officer.get_by_role("button", name="Start the clock").click()
    assert "27 December 2026 at 6pm" in officer.inner_text("main")  # without Christmas Day
    unfold(officer, "Add an action")
    officer.fill("#a-what", "Bring the poster and train the staff")
    officer.select_option("#a-owner", label="Wren Calloway, police")
    for part, value in (("day", "1"), ("month", "12"), ("year", "2030")):
        officer.fill(f"#a-due-{part}", value)
    officer.get_by_role("button", name="Save the action").last.click()
    analyst.goto(f"{site}{case}")
    analyst.select_option("#d-measure", "awareness")
    analyst.fill("#d-reason", "Proportionate: staff are willing to learn.")
    analyst.get_by_role("button", name="Save the decision").click()
    analyst.get_by_role("button", name="Sign version 1 for the police").click()
    assert "Waits for the council to sign" in analyst.inner_text("main")
    officer.goto(f"{site}{case}")
    sign = officer.get_by_role("button", name="Sign version 1 for the council")
    for _ in range(60):
        officer.keyboard.press("Tab")
        if sign.evaluate("button => button === document.activeElement"):
            break
    officer.keyboard.press("Enter")
    officer.wait_for_url("**#signature")
    assert "Decided: Awareness given" in officer.inner_text("main")
    whole(officer)

    # a change asks both again
    unfold(officer, "Change the decision")
    officer.select_option("#d-measure", "joint_visit")
    officer.get_by_role("button", name="Save the decision").click()
    assert "Waits for police and the council to sign" in officer.inner_text("main")
    officer.get_by_role("button", name="Sign version 2 for the council").click()
    analyst.goto(f"{site}{case}")
    analyst.get_by_role("button", name="Sign version 2 for the police").click()

    # it is in the minutes, which each side prints or takes
    analyst.wait_for_url("**#signature")
    analyst.goto(f"{meeting}/minutes")
    minutes = analyst.inner_text("main")
    assert f"{name}" in minutes
    assert "Decided: Joint visit" in minutes
    assert "OFFICIAL-SENSITIVE" in minutes
    whole(analyst)
    assert analyst.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    officer.goto(meeting)
    officer.get_by_role("link", name="Take the minutes as text").click()
    officer.fill("#reason", "for the file of the licensing panel")
    with officer.expect_download() as waiting:
        officer.get_by_role("button", name="Take the file").click()
    waiting.value.save_as(tmp_path / "minutes.txt")
    told = (tmp_path / "minutes.txt").read_text()
    assert told.startswith("handling: OFFICIAL-SENSITIVE")
    assert "DECIDED: Joint visit" in told
    owner = engine(settings)
    with owner.connect() as connection:
        kept = connection.scalar(
            text("SELECT count(*) FROM held.export WHERE object = 'minutes' AND rows = 3")
        )
    owner.dispose()
    assert kept == 1
    officer.goto(f"{site}/account/actions")
    assert "signed a decision" in officer.inner_text("main")
    for each in (council, police):
        # the form that was refused is answered 400, which the console tells
        assert [fault for fault in each.faults if "400" not in fault] == []
        assert [url for url in each.asked if not url.startswith((site, "data:", "blob:"))] == []


def test_a_case_is_worked_without_scripts(watched, site):
    page = watched(java_script_enabled=False).enter(site, OFFICER)
    page.goto(f"{site}/reviews")
    page.locator(".nj-flag__name a").last.click()
    for tab in ("Evidence", "Licences", "Decision and actions"):
        page.get_by_role("link", name=tab, exact=True).click()
        assert page.locator(".nj-tabs [aria-current=page]").inner_text() == tab
    page.fill("#n-words", "Written without a script.")
    page.get_by_role("button", name="Save the note").last.click()
    assert "Written without a script." in page.inner_text("main")


@pytest.mark.slow
def test_each_page_of_a_review_passes_the_rules_and_fits_a_narrow_screen(watched, site):
    for who in (OFFICER, ANALYST):
        seen = watched()
        page = seen.enter(site, who)
        page.goto(f"{site}/reviews")
        meeting = page.locator("section[aria-labelledby=meetings-heading] a").first
        paths = [meeting.get_attribute("href")]
        case = page.locator(".nj-flag__name a").first.get_attribute("href")
        paths += [case, f"{case}/evidence", f"{case}/licence", f"{paths[0]}/minutes"]
        paths += ["/reviews", "/reviews/actions", f"{paths[0]}/file"]
        paths += [page.locator(".nj-offer a").first.get_attribute("href")]
        for path in paths:
            seen.open(site + path)
            whole(page)
            page.set_viewport_size({"width": 320, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            page.set_viewport_size({"width": 1366, "height": 900})
        assert seen.faults == []
