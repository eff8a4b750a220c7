"""The pages in a real browser: what a licensing officer sees, with and without a mouse."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import text

from geo.database import engine
from tests.journey.conftest import served

pytestmark = pytest.mark.browser

WIDE = {"width": 1366, "height": 900}
# the rules of the Web Content Accessibility Guidelines 2.1 at level AA, which the law asks for
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


class Watched:
    """A page, with what it asked for and what it complained of."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(viewport=options.pop("viewport", WIDE), **options)
        self.page = self.context.new_page()
        self.asked, self.faults, self.dialogs = [], [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("dialog", self._dialog)

    def _console(self, message):
        if message.type == "error":
            self.faults.append(message.text)

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def enter(self, site, audience="police analyst"):
        """Sign in by the chooser, as a visitor of the demonstration does."""
        self.page.goto(f"{site}/demonstration")
        self.page.locator(".nj-people__one", has_text=audience).locator("button").click()
        self.page.wait_for_url(lambda url: "/demonstration" not in url)
        return self.page

    def open(self, address):
        self.page.goto(address)
        if self.page.locator(".folium-map").count():
            self.page.wait_for_selector(".folium-map[data-ready=true]", timeout=30_000)
        return self.page


@pytest.fixture
def watched(browser):
    opened = []

    def make(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


@pytest.fixture
def flagged(watched, site, run_id):
    seen = watched()
    seen.enter(site)
    seen.open(f"{site}/flags/{run_id}")
    return seen


def test_the_first_page_shows_a_flagged_premises_and_why(watched, site):
    page = watched().enter(site)
    page.wait_for_selector(".folium-map[data-ready=true]")
    first = page.locator(".nj-flag").first
    first.locator("summary").click()
    assert re.search(
        r"Within \d+ m of a place recorded in \d+ episodes involving \d+ children that began",
        first.inner_text(),
    )
    assert "not evidence against a premises" in first.inner_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    "screen", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}], ids=["desk", "phone"]
)
def test_the_first_premises_is_in_view_before_anything_is_scrolled(watched, site, run_id, screen):
    seen = watched(viewport=screen)
    seen.enter(site)
    page = seen.open(f"{site}/flags/{run_id}")
    said = page.locator(".nj-flag__short").first.bounding_box()
    assert said["y"] < screen["height"] - 16  # a line of its reason
    assert "An episode is" in page.text_content(".nj-question")


@pytest.mark.slow
def test_the_filters_of_a_narrow_screen_unfold(watched, site, run_id):
    seen = watched(viewport={"width": 390, "height": 844})
    seen.enter(site)
    page = seen.open(f"{site}/flags/{run_id}")
    expect(page.locator("#kind")).to_be_hidden()
    page.locator(".nj-filter__summary").click()
    page.select_option("#kind", "takeaway")
    page.click("text=Apply filters")
    expect(page.locator("#kind")).to_be_visible()  # what is set is shown
    expect(page.locator(".nj-tags__tag")).to_have_count(1)


def test_nothing_is_asked_of_another_host_and_nothing_fails(watched, site, run_id):
    seen = watched()
    seen.enter(site)
    for address in (site, f"{site}/runs", f"{site}/sources", f"{site}/flags/{run_id}?page=2"):
        seen.open(address)
    assert [url for url in seen.asked if not url.startswith((site, "data:"))] == []
    assert seen.faults == []


def test_a_planted_venue_is_found_in_the_list_and_on_the_map(flagged, planted):
    venue, page = planted["recurring"][0], flagged.page
    page.fill("#words", venue["name"])
    page.click("text=Apply filters")
    page.wait_for_selector(".folium-map[data-ready=true]")
    assert page.locator(".nj-flag h3 a").first.inner_text().casefold() == venue["name"].casefold()
    page.locator(".nj-flag [data-map-show]").first.click()
    card = page.locator("[data-map-card]")
    assert venue["name"].casefold() in card.inner_text().casefold()


def test_a_click_on_a_real_dot_opens_its_card(flagged, planted):
    page, name = flagged.page, planted["recurring"][0]["name"]
    page.fill("#words", name)
    page.click("text=Apply filters")
    page.wait_for_selector(".folium-map[data-ready=true]")
    page.locator(".nj-flag [data-map-show]").first.click()
    page.locator("[data-map-close]").click()
    # the map was centred on the dot: the middle of the map is where it was drawn
    box = page.locator(".folium-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator("[data-map-card]")
    card.wait_for(state="visible")
    assert name.casefold() in card.inner_text().casefold()


def test_list_and_map_keep_step_with_a_filter(flagged):
    page = flagged.page
    page.select_option("#kind", "takeaway")
    page.click("text=Apply filters")
    page.wait_for_selector(".folium-map[data-ready=true]")
    listed = re.search(r"([\d,]+) premises: the nearest", page.inner_text("main"))
    drawn = re.search(r"Drawn: ([\d,]+) premises", page.inner_text("main"))
    assert listed[1] == drawn[1]
    assert page.locator(".nj-tags__tag").inner_text().strip().startswith("Takeaways") or (
        "akeaway" in page.locator(".nj-tags__tag").inner_text()
    )


def test_the_keyboard_alone_does_the_task(flagged):
    page = flagged.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.focus("#kind")
    page.keyboard.type("Tak")
    page.focus("#words")
    page.keyboard.press("Enter")
    page.wait_for_selector(".folium-map[data-ready=true]")
    summary = page.locator(".nj-flag summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".nj-flag details").first.get_attribute("open") is not None
    show = page.locator(".nj-flag [data-map-show]").first
    show.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-map-card]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-map-card]")).to_be_hidden()


def test_without_scripts_the_list_does_every_task(watched, site, run_id):
    page = watched(java_script_enabled=False).enter(site)
    page.goto(f"{site}/flags/{run_id}?kind=takeaway&page=2")
    expect(page.locator(".nj-flag")).not_to_have_count(0)
    assert "The list has the same premises" in page.locator(".nj-map__frame").inner_text()
    expect(page.locator("[data-map-layer]").first).to_be_hidden()
    page.locator(".nj-flag summary").first.click()
    assert "Within" in page.locator(".nj-flag").first.inner_text()
    page.locator(".nj-flag h3 a").first.click()
    assert "licen" in page.inner_text("main").lower()


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768])
def test_a_narrow_screen_needs_no_sideways_scroll(watched, site, run_id, width):
    seen = watched(viewport={"width": width, "height": 800})
    seen.enter(site)
    for address in (f"{site}/flags/{run_id}", f"{site}/runs", f"{site}/sources"):
        page = seen.open(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, address


@pytest.mark.slow
def test_each_page_passes_the_rules_of_accessibility(watched, site, run_id, county):
    with county.connect() as connection:
        premises = connection.scalar(text("SELECT premises_id FROM held.flag LIMIT 1"))
        load = connection.scalar(text("SELECT public_id FROM held.load WHERE rejected > 0 LIMIT 1"))
    seen = watched()
    seen.enter(site)
    for path in (
        f"/flags/{run_id}",
        f"/flags/{run_id}?words=nothingiscalledthis",
        "/runs",
        "/sources",
        f"/sources/{load}",
        f"/premises/{premises}?run={run_id}",
        "/nowhere",
    ):
        page = seen.open(site + path)
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, (path, found.generate_report())


@pytest.mark.slow
def test_hostile_names_stay_text_in_list_card_and_title(watched, own_county):
    owner = engine(own_county)
    name = "<img src=x onerror=alert(1)> ${alert(2)} `${alert(3)}` </script> \u202etxt"
    with owner.begin() as connection:
        run, premises = connection.execute(
            text(
                "SELECT run_id, premises_id FROM held.flag INNER JOIN held.flag_run USING (run_id)"
                " WHERE as_at = '2026-09-30' ORDER BY band_m, premises_id LIMIT 1"
            )
        ).one()
        connection.execute(
            text("UPDATE held.premises SET name = :name WHERE premises_id = :id"),
            {"name": name, "id": premises},
        )
    owner.dispose()
    seen = watched()
    with served(own_county) as address:
        seen.enter(address)
        page = seen.open(f"{address}/flags/{run}?words=onerror")
        page.locator(".nj-flag [data-map-show]").first.click()
        assert "${alert(2)}" in page.locator("[data-map-card]").inner_text()
        box = page.locator(".folium-map").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        seen.open(f"{address}/premises/{premises}?run={run}")
        assert "${alert(2)}" in page.inner_text("h1")
    assert seen.dialogs == []
    expect(page.locator("img[src=x]")).to_have_count(0)


@pytest.mark.slow
def test_a_printed_page_has_the_list_and_its_reasons(flagged):
    page = flagged.page
    page.emulate_media(media="print")
    expect(page.locator(".nj-flag").first).to_be_visible()
    assert "premises near" in page.inner_text("main")
    expect(page.locator(".nj-filter")).to_be_hidden()
