"""Snapshots in a real browser: found in the list, whole by themselves, on one sheet of paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def seen(browser):
    made = Watched(browser)
    yield made
    made.context.close()


def test_the_board_finds_a_snapshot_that_needs_nothing_but_itself(seen, site):
    page = seen.enter(site, "board member")
    page.get_by_role("link", name="Snapshots").click()
    page.wait_for_load_state("networkidle")
    seen.asked.clear()
    page.get_by_role("link", name="2026Q3", exact=True).click()
    page.wait_for_load_state()
    assert seen.asked == [f"{site}/snapshots/2026Q3"]
    assert seen.faults == []
    # its own style was let through, and drew it in two columns
    assert page.evaluate("getComputedStyle(document.querySelector('.parts')).display") == "grid"
    expect(page.locator("svg[role=img] path").nth(30)).to_be_attached()
    expect(page.locator("script")).to_have_count(0)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 2  # both sides of one sheet


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/snapshots", "/snapshots/2026Q3"])
def test_a_page_of_snapshots_is_open_to_everybody_and_narrow_screens(seen, site, path):
    seen.enter(site)
    page = seen.open(site + path)
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, (path, found.generate_report())
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_saved_to_a_file_it_is_the_same_page(seen, site, browser, tmp_path):
    seen.enter(site, "board member")
    saved = tmp_path / "snapshot.html"
    saved.write_bytes(seen.page.goto(f"{site}/snapshots/2026Q3").body())
    alone = Watched(browser, java_script_enabled=False)
    alone.page.goto(saved.as_uri())
    assert alone.asked == [saved.as_uri()]
    assert "OFFICIAL-SENSITIVE" in alone.page.inner_text("body")
    assert alone.faults == []
    alone.context.close()
