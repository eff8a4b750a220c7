"""Purposes, files and the record in a real browser, at a desk and on a telephone."""

import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser

OFFICER, ANALYST, ADMIN = "licensing officer", "police analyst", "administrator"


@pytest.fixture(scope="module")
def site(server):
    name = server.copy_of("county")
    with served(server.settings(name)) as address:
        yield address
    server.drop(name)


@pytest.fixture
def watched(browser):
    opened = []

    def make(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


def test_an_officer_says_another_purpose_and_comes_back_to_the_list(watched, site):
    seen = watched(viewport={"width": 390, "height": 844})
    page = seen.enter(site, OFFICER)
    page.get_by_role("link", name="demonstration").click()
    assert "What are you here for?" in page.inner_text("h1")
    page.get_by_role("button", name="Plan licensing visits").click()
    expect(page).to_have_url(f"{site}/visits/2026Q3")
    expect(page.get_by_role("link", name="licensing")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.faults == []


def test_an_officer_takes_the_list_as_a_file(watched, site, tmp_path):
    page = watched().enter(site, OFFICER)
    page.get_by_role("link", name="Take a file").click()
    page.fill("#reason", "for the meeting of the licensing panel")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take the file").click()
    waiting.value.save_as(tmp_path / "file.zip")
    with zipfile.ZipFile(tmp_path / "file.zip") as packed:
        assert [name.partition(".")[2] for name in packed.namelist()] == ["csv", "csv.txt"]
    page.goto(f"{site}/account/actions")
    assert "took a file" in page.inner_text("main")


@pytest.mark.slow
def test_each_page_passes_the_rules_of_accessibility_and_fits_a_narrow_screen(watched, site):
    for who, paths in (
        (OFFICER, ["/purpose", "/account/actions", "/visits/2026Q3/file"]),
        (ANALYST, ["/purpose", "/account/actions", "file"]),
        (ADMIN, ["/purpose", "/audit", "/audit?from=x", "/audit/reasons"]),
    ):
        seen = watched()
        page = seen.enter(site, who)
        for asked in paths:
            path = asked
            if asked == "file":
                page.goto(f"{site}/flags")
                path = page.get_by_role("link", name="Take a file").get_attribute("href")
            seen.open(site + path)
            found = Axe().run(page, options=WCAG)
            assert found.violations_count == 0, (path, found.generate_report())
            page.set_viewport_size({"width": 320, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            page.set_viewport_size({"width": 1366, "height": 900})
        assert seen.faults == []
