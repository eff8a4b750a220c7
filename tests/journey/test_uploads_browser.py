"""A file is sent, checked and loaded in a real browser; and without its script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from loaders.cli import work_all
from tests.journey import files
from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(server, tmp_path_factory):
    """Settings of a copy of the county whose spool is its own, and the address of its pages."""
    name = server.copy_of("county")
    data = tmp_path_factory.mktemp("data")
    settings = server.settings(name).model_copy(update={"data": data})
    with served(settings) as address:
        yield settings, address
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


def fits(page):
    """Whether the page passes the rules of accessibility, and fits a narrow screen."""
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(before)


@pytest.mark.slow
def test_a_register_is_sent_checked_and_loaded(watched, place, tmp_path):
    settings, site = place
    bad = files.premises_row(4, **{"Premises Name": "", "Address": "", "Status": "x"})
    rows = [*(files.premises_row(n) for n in (1, 2, 3)), bad[:1]]
    path = files.write(tmp_path / "<b>october.csv", files.register(rows))
    seen = watched()
    page = seen.enter(site)
    page.get_by_role("link", name="Sources", exact=True).click()
    page.get_by_role("link", name="Send a file").click()
    fits(page)
    page.get_by_role("link", name="Premises licences").click()
    page.get_by_role("button", name="Send and check").click()
    assert "Choose the authority" in page.locator(".govuk-error-summary").inner_text()
    page.select_option("#authority", "E06999001")
    page.set_input_files("#file", path)
    fits(page)
    page.get_by_role("button", name="Send and check").click()
    assert page.locator("h1").inner_text() == "boctober.csv"  # its harmless signs
    assert "Waiting" in page.inner_text("main")
    fits(page)
    assert work_all(settings) == 1
    page.get_by_role("button", name="Load 3 rows").wait_for(timeout=15_000)  # without a press
    assert "4 rows read = 3 accepted + 1 rejected" in page.inner_text("main")
    fits(page)
    page.get_by_role("button", name="Load 3 rows").press("Enter")
    assert "Being loaded" in page.inner_text("main")
    assert work_all(settings) == 1
    page.get_by_role("link", name="The account of the load").click(timeout=15_000)
    assert "4 rows read" in page.inner_text("main")
    page.goto(f"{site}/uploads")
    fits(page)
    # the wrong file after all: it is taken back, which asks why
    page.get_by_role("link", name="boctober.csv").first.click()
    page.locator("summary", has_text="Take it back").click()
    fits(page)
    page.get_by_role("button", name="Take it back").click()
    assert "reason" in page.locator(".govuk-error-summary").inner_text()
    page.fill("#reason", "the wrong month was sent")
    page.get_by_role("button", name="Take it back").press("Enter")
    assert "Being taken back" in page.inner_text("main")
    assert work_all(settings) == 1
    page.get_by_text("What it brought is no longer held.").wait_for(timeout=15_000)
    assert "the wrong month was sent" in page.inner_text("main")
    page.get_by_role("link", name="Sources", exact=True).click()
    assert "the wrong month was sent" in page.inner_text("main")
    # a browser says so of each form that is answered with what is missing
    assert [each for each in seen.faults if "400 (BAD REQUEST)" not in each] == []
    assert [url for url in seen.asked if not url.startswith((site, "data:"))] == []


def test_without_a_script_it_is_asked_again_by_a_link(watched, place, tmp_path):
    settings, site = place
    path = files.write(tmp_path / "food.xml", "<x/>")
    page = watched(java_script_enabled=False).enter(site)
    page.goto(f"{site}/uploads/new/food")
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Send and check").click()
    assert work_all(settings) == 1
    page.get_by_role("link", name="Check again").click()
    assert "Refused" in page.inner_text("main")
    page.get_by_role("button", name="Discard").click()
    assert "Discarded" in page.inner_text("main")
