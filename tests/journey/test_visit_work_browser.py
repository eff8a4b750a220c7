"""An officer's month in a real browser: by mouse, by keyboard, at the door, without scripts."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import text

from geo.clock import today
from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched
from webmap.day_fields import fields
from webmap.formats import day as in_words

pytestmark = pytest.mark.browser

OFFICER = "licensing officer"
PHONE = {"width": 390, "height": 844}
# in one month that is to come, of two figures, so that none is read in another
SOON = (today().replace(day=1) + dt.timedelta(days=62)).replace(day=13)
NEXT, TYPED, LATER = (SOON + dt.timedelta(days=each) for each in (1, 2, 4))


@pytest.fixture
def watched(browser):
    opened = []

    def make(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


def accessible(page):
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, (page.url, found.generate_report())


def short(day):
    return f"{day:%a} {day.day}"


def type_day(page, day):
    for part, value in fields("day", day).items():
        page.fill(f"[name={part}]", value)


def press_to(page, selector, key="Tab", most=400):
    """Press a key until what is wanted has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {key}")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_officer_plans_a_month_and_records_a_visit_at_the_door(watched, own_county):
    with served(own_county) as site:
        seen = watched(viewport={"width": 1366, "height": 768})
        page = seen.enter(site, OFFICER)
        page.wait_for_selector(".folium-map[data-ready=true]", timeout=30_000)

        # the list, narrowed, and why
        page.click("text=Filter the list")
        page.select_option("#priority", "high")
        page.select_option("#since", "never")
        page.click("text=Apply filters")
        page.wait_for_url("**priority=high**")
        expect(page.locator(".nj-tags__tag")).to_have_count(2)
        first = page.locator(".nj-flag", has=page.locator("input[name=p]")).first
        first.locator("summary").click()
        why = first.inner_text()
        for words in ("Priority", "Licensed", "Not tested", "Nothing later is counted", "leaves"):
            assert words in why or (words == "Licensed" and "hours are not known" in why)
        assert "not evidence against a premises" in why
        page.locator("text=More filters").click()
        accessible(page)

        # three visits, for one day, given to oneself
        for box in page.locator("input[name=p]").all()[:3]:
            box.check()
        bar = page.locator(".nj-plan-bar").bounding_box()
        assert bar["y"] < 768  # in view wherever the list is
        page.click("text=Plan the visits that are ticked")
        assert page.inner_text("h1") == "Plan 3 visits"
        type_day(page, SOON)
        page.select_option("#assigned_to", label="Ottilie Marsh (you)")
        accessible(page)
        page.click("text=Save the plan")
        assert "3 visits were planned." in page.inner_text("[role=status]")
        expect(page.locator("td", has_text=short(SOON))).to_have_count(3)
        accessible(page)
        lines = page.locator(".nj-month__line")
        expect(lines.first).to_be_hidden()
        page.emulate_media(media="print")  # each visit has lines to write on, as wide as the sheet
        expect(lines).to_have_count(3 * page.locator("a", has_text="Record it").count())
        wide = page.locator(".nj-month").bounding_box()["width"]
        assert lines.first.bounding_box()["width"] > 0.95 * wide
        page.emulate_media(media="screen")
        page.locator("tr", has_text=short(SOON)).first.locator("th a").click()
        visit = page.url

        # another day, and back
        page.click("text=Change the day or the officer")
        type_day(page, NEXT)
        page.click("text=Save the plan")
        assert in_words(NEXT) in page.inner_text("dl")
        page.click("text=Undo the last change")
        assert in_words(SOON) in page.inner_text("dl")
        page.click("text=History")
        accessible(page)

        # at the door, on a phone
        page.set_viewport_size(PHONE)
        page.click("text=Record this visit")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        save = page.locator(".nj-save button").bounding_box()
        assert save["y"] + save["height"] <= PHONE["height"]  # under the thumb, always
        assert save["width"] > 300
        page.click("text=Save the visit")
        assert "say what came of the visit" in page.inner_text(".govuk-error-summary").lower()
        accessible(page)
        page.check("text=A concern was found")
        page.check("text=Poster or card")
        page.check("text=Advice was given")
        page.fill("#measure_text", "Keep the rear door lit.")
        page.fill("#note", "<img src=x onerror=alert(1)> ${alert(2)} The rear door is dark.")
        page.fill("#reply", "We will see to it.")
        type_day(page, dt.date(2026, 1, 5))
        page.click("text=Save the visit")
        page.wait_for_selector("[role=status]:has-text('The visit was recorded.')")
        assert "${alert(2)}" in page.inner_text("main")
        expect(page.locator("img[src=x]")).to_have_count(0)
        accessible(page)

        # somebody else is quicker
        page.click("text=Correct the record")
        page.wait_for_selector("text=Save the correction")
        owner = engine(own_county)
        with owner.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO held.visit_record SELECT visit_id, 2, visited_on, visited_by,"
                    " outcome, measure, measure_text, awareness, 'The quicker one.', reply,"
                    " changed_by FROM held.visit_record WHERE visit_id = :it"
                ),
                {"it": visit.rsplit("/", 1)[1].split("?")[0]},
            )
        owner.dispose()
        page.fill("#note", "The slower one.")
        page.click("text=Save the correction")
        page.wait_for_selector(".nj-clash")
        clash = page.inner_text(".nj-clash")
        assert "The quicker one." in clash
        assert "The slower one." in clash
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.click("text=Save the correction")
        assert "The slower one." in page.inner_text("main")

        # what is not relevant, and a view to come back to
        page.set_viewport_size({"width": 1366, "height": 768})
        seen.open(f"{site}/visits/2026Q3?priority=high&since=never")
        page.locator(".nj-flag summary").first.click()
        page.locator(".nj-flag").first.locator("text=Say so").click()
        page.check("text=Not relevant")
        page.check("text=Something else")
        page.fill("#why", "It closed in May.")
        accessible(page)
        page.click("button:has-text('Save')")
        page.wait_for_selector("main:has-text('It closed in May.')")
        page.wait_for_url(lambda url: "/feedback" not in url)
        assert "It closed in May." in page.inner_text("main")
        accessible(page)
        page.goto(f"{site}/visits/2026Q3?priority=high")
        page.click("text=Save or pass on this view")
        page.fill("#view-name", "High ones")
        page.click("text=Save the view")
        assert "High ones" in page.inner_text("main")
        accessible(page)
        page.click("text=High ones")
        assert page.url.endswith("/visits/2026Q3?priority=high")
        assert [url for url in seen.asked if not url.startswith((site, "data:"))] == []
        told = [each for each in seen.faults if "400" not in each and "409" not in each]
        assert (told, seen.dialogs) == ([], [])

        # the month is a sheet of paper
        page.goto(f"{site}/visits/planned?month=2026-12")
        assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") <= 1

        by_keyboard_alone(watched, site)
        without_scripts(watched, site)


def by_keyboard_alone(watched, site):
    page = watched().enter(site, OFFICER)
    page.goto(f"{site}/visits/2026Q3?priority=high&state=none&kind=pub")
    press_to(page, "summary.nj-why__summary:has(.govuk-visually-hidden)")
    page.keyboard.press("Enter")
    press_to(page, "input[name=p]", "Tab")
    page.keyboard.press("Space")
    press_to(page, ".nj-plan-bar button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan?**")
    for part, value in fields("day", TYPED).items():
        press_to(page, f"[name={part}]")
        page.keyboard.press("Control+a")
        page.keyboard.type(value)
    press_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits/planned?**")
    press_to(page, "a[href$='/record']")
    while short(TYPED) not in page.evaluate("document.activeElement.closest('tr').innerText"):
        press_to(page, "a[href$='/record']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/record")
    press_to(page, "input[name=outcome]")
    page.keyboard.press("Space")
    press_to(page, ".nj-save button")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=recorded")
    assert "Nothing of concern was found" in page.inner_text("main")


def without_scripts(watched, site):
    page = watched(java_script_enabled=False).enter(site, OFFICER)
    page.goto(f"{site}/visits/2026Q3?kind=takeaway&state=none")
    page.locator("input[name=p]").first.check()
    page.locator(".nj-plan-bar button").click()
    type_day(page, LATER)
    page.locator("main button").click()
    assert "1 visit was planned." in page.inner_text("[role=status]")
    page.locator("tr", has_text=short(LATER)).locator("a[href$='/record']").click()
    page.locator("input[name=outcome]").first.check()
    page.locator(".nj-save button").click()
    assert "Made" in page.inner_text("main")


@pytest.mark.slow
def test_a_saved_view_of_a_long_name_fits_a_phone(watched, own_county):
    with served(own_county) as site:
        page = watched(viewport=PHONE).enter(site, OFFICER)
        for name in ("W" * 60, "High priority"):
            page.goto(f"{site}/visits/2026Q3?kind=pub")
            page.click("text=Save or pass on this view")
            page.fill("#view-name", name)
            page.click("text=Save the view")
        for path in ("/visits/2026Q3", "/visits/views"):
            page.goto(site + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        link = page.locator("th").get_by_role("link", name="High priority", exact=True)
        assert link.bounding_box()["height"] < 30  # on one line
        accessible(page)
