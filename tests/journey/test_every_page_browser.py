"""Every page as each who may see it: accessible, narrow, in forced colours, and at rest."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journey.test_board_browser import words_of
from tests.journey.test_browser import Watched
from tests.routes import ROLES, routes

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

PEOPLE = {
    "analyst": "police analyst",
    "officer": "licensing officer",
    "board": "board member",
    "admin": "administrator",
}
# 2.2 at level AA; the size of targets is measured in test_visit_work_browser where thumbs press
WCAG_22 = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
NO_PAGE = (".geojson", ".mvt", ".json", ".csv", ".pdf", ".png", ".css", "/session", "/health")
NARROW = {"width": 320, "height": 800}  # 1280 pixels at 400 %
# where one is in the menu, and the names of tables: read without moving either sideways
OUT_OF_SIGHT = """() => {
  const texts = [...document.querySelectorAll(".nj-menu [aria-current], .nj-scroll caption")];
  return texts.filter((each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return !each.matches(".govuk-visually-hidden") && range.getBoundingClientRect().right > 320;
  }).map((each) => each.textContent.trim());
}"""


def pages_of(role, county):
    """The addresses of pages, without layers, files and steps that lead elsewhere."""
    return [
        each.path
        for each in routes(county)
        if each.method == "GET" and role in each.audiences and not each.open
        if not each.path.split("?")[0].endswith(NO_PAGE) and "/tiles/" not in each.path
    ]


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_open_to_everybody(browser, site, county, role):
    seen = Watched(browser, viewport=NARROW, forced_colors="active", reduced_motion="reduce")
    page = seen.enter(site, PEOPLE[role])
    wrong = []
    for path in pages_of(role, county):
        answer = page.goto(site + path)
        if answer is None or not answer.ok:
            wrong.append((path, "status", answer and answer.status))
            continue
        found = Axe().run(page, options=WCAG_22)
        wrong += [(path, each["id"], len(each["nodes"])) for each in found.response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > NARROW["width"]:
            wrong.append((path, "wide", wide))
        moving = page.evaluate("document.getAnimations().length")
        if moving:
            wrong.append((path, "moves", moving))
        if unseen := page.evaluate(OUT_OF_SIGHT):
            wrong.append((path, "out of sight", unseen))
        if page.locator("h1").count() != 1:
            wrong.append((path, "h1", page.locator("h1").count()))
    assert wrong == []
    assert [each for each in seen.asked if not each.startswith((site, "data:", "blob:"))] == []
    assert seen.faults == []
    seen.context.close()


@pytest.mark.parametrize("role", ["analyst", "officer"])
def test_each_sheet_of_paper_is_marked_and_says_to_whom_it_was_shown(browser, site, role):
    seen = Watched(browser)
    page = seen.enter(site, PEOPLE[role])
    page.wait_for_load_state("networkidle")
    sheets = words_of(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert sheet.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(sheets)}" in sheet
    name = page.locator(".nj-bar__who strong").inner_text()
    assert f"Shown to {name} on " in sheets[-1]
    assert not [sheet for sheet in sheets if "assigned to you" in sheet]
    seen.context.close()


def test_an_analyst_asks_compares_and_takes_back_by_keyboard_alone(browser, site, county):
    """The forms of asking, of two runs beside each other, and what was taken back."""
    seen = Watched(browser)
    page = seen.enter(site, PEOPLE["analyst"])
    page.goto(f"{site}/runs")
    reach(page, "a", "Ask a question")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask*")
    page.focus("main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/*")
    expect(page.locator("h1")).to_have_count(1)
    page.goto(f"{site}/runs")
    reach(page, "a", "Compare two runs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare*")
    reach(page, "a", "What changed between the newest two")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/*/*")
    expect(page.locator("main table, main ol")).not_to_have_count(0)
    page.goto(f"{site}/uploads")
    page.locator("main table a, main li a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/uploads/*")
    assert seen.faults == []
    seen.context.close()


def reach(page, selector, words):
    """Press Tab until what has the focus says the words."""
    for _ in range(200):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "s => document.activeElement.matches(s) ? document.activeElement.innerText : ''",
            selector,
        )
        if words.lower() in said.lower():
            return
    raise AssertionError(f"{words} is not reached by Tab")
