"""The board's way in a real browser: by mouse, by keys, without scripts, on paper and as PDF."""

import re

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser
MEASURES = ("Children reported", "Exploitation concern", "Interviewed within 72 hours")

MARGIN_MM = 9  # of the printed sheet


@pytest.fixture
def watched(browser):
    made = []

    def begin(**options):
        made.append(Watched(browser, **options))
        return made[-1]

    yield begin
    for each in made:
        each.context.close()


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [" ".join(each.split()) for each in found]


def lowest_mm(pdf):
    """Return how far above the end of the first sheet its last line stands."""
    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage()
    ends = [words.get_charbox(each)[1] for each in range(words.count_chars())]
    document.close()
    return min(each for each in ends if each > 0) / 72 * 25.4


def rows(page, name):
    """Return the rows of a table as their cells' words, by the name of the place it scrolls in."""
    table = page.get_by_role("region", name=name, exact=True).locator("tbody tr")
    return [" ".join(row.inner_text().split()) for row in table.all()]


def test_a_member_reads_the_quarter_prints_it_and_takes_the_snapshot(watched, site):
    seen = watched()
    page = seen.enter(site, "board member")
    for question in ("Is it better or worse?", "Where?", "What did we do?", "How sure is this?"):
        expect(page.get_by_role("heading", name=question)).to_be_visible()
    pictured = rows(page, "Children by authority")
    assert len(pictured) == 4
    # the chart has each number that its table has, and says in words what it shows
    chart = page.get_by_role("region", name="Chart of children by authority and quarter")
    drawn = chart.locator("svg").text_content()
    for row in pictured:
        for number in re.findall(r"\b\d+\b", row):
            assert number in drawn
    assert "Columns of children by quarter" in chart.locator("svg").get_attribute("aria-label")
    # what is printed is what is on the screen
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    [printed] = words_of(paper)
    assert lowest_mm(paper) > MARGIN_MM + 5  # other machines draw the same font wider
    for row in (*pictured, *rows(page, "What was done, by authority"), *rows(page, "Wards")[:10]):
        assert row in printed
    # the snapshot as PDF has the rows of the page that it is of
    page.get_by_role("link", name="Snapshots").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="the page, PDF of 2026Q3").click()
    front, back = words_of(taken.value.path().read_bytes())  # both sides of one sheet
    sheet = f"{front} {back}"
    assert sheet.count("OFFICIAL-SENSITIVE") == 4
    for row in pictured:
        assert row in sheet
    page.goto(f"{site}/snapshots/2026Q3")
    for row in rows(page, "Children by authority"):
        assert row in sheet
    assert seen.faults == []


@pytest.mark.slow
def test_by_keys_alone_another_quarter_and_the_snapshots_are_reached(watched, site):
    page = watched().enter(site, "board member")

    def tab_to(name):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                return
        raise AssertionError(f"{name} was not reached")

    tab_to("2026Q2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/board/2026Q2")
    assert "No data to compare with" in page.inner_text("main")
    tab_to("Snapshots")
    page.keyboard.press("Enter")
    page.wait_for_url("**/snapshots")


@pytest.mark.slow
def test_without_scripts_the_page_says_the_same_but_for_its_map(watched, site):
    with_scripts = watched().enter(site, "board member")
    without = watched(java_script_enabled=False).enter(site, "board member")
    for place in ("Wards", "Children by authority", "What was done, by authority"):
        assert rows(without, place) == rows(with_scripts, place) != []
    for measure in MEASURES:
        expect(without.get_by_text(measure)).not_to_have_count(0)


@pytest.mark.slow
def test_the_pages_of_the_board_and_of_a_pack_are_open_to_everybody(watched, site, run_id):
    seen = watched()
    page = seen.enter(site, "board member")
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    analyst = watched()
    page = analyst.enter(site)
    page.goto(f"{site}/flags/{run_id}")
    page.locator(".nj-flag h3 a").first.click()
    page.get_by_role("link", name="Take an evidence pack").first.click()
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_label("PDF, for paper").check()
    page.get_by_label("Case reference").fill("LIC-2026/0417")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the file").click()
    assert "Evidence pack, restricted build" in " ".join(words_of(taken.value.path().read_bytes()))
