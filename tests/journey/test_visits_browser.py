"""The officer's and the board's pages in a real browser, entered by the demonstration's chooser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import text

from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser

SCREENS = [{"width": 1366, "height": 768}, {"width": 390, "height": 844}]
OFFICER, BOARD = "licensing officer", "board member"


@pytest.fixture
def watched(browser):
    opened = []

    def make(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


def drawn(page):
    page.wait_for_selector(".folium-map[data-ready=true]", timeout=30_000)
    return page


@pytest.mark.parametrize("screen", SCREENS, ids=["desk", "phone"])
def test_an_officer_signs_in_and_finds_a_premises_and_its_reason(watched, site, screen):
    seen = watched(viewport=screen)
    page = drawn(seen.enter(site, OFFICER))
    expect(page).to_have_url(f"{site}/visits/2026Q3")
    first = page.locator(".nj-flag").first
    said = first.locator(".nj-flag__short").bounding_box()
    assert said["y"] + said["height"] < screen["height"]  # seen before anything is scrolled
    first.locator("summary").click()
    assert re.search(
        r"Near .+ square with \d+ (to \d+|or more) episodes.*: within \d+ m of the middle",
        first.inner_text(),
    )
    assert "not evidence against a premises" in first.inner_text()
    first.locator("[data-map-show]").click()
    card = page.locator("[data-map-card]")
    assert "of the middle of the area" in card.inner_text()
    card.locator("a").first.click()
    drawn(page)
    assert "Why it is listed" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    assert [url for url in seen.asked if not url.startswith((site, "data:"))] == []
    assert seen.faults == []


@pytest.mark.slow
def test_a_low_screen_has_two_premises_in_view_with_their_reasons(watched, site):
    page = drawn(watched(viewport=SCREENS[0]).enter(site, OFFICER))
    second = page.locator(".nj-flag__short").nth(1).bounding_box()
    assert second["y"] + second["height"] <= SCREENS[0]["height"]
    assert "“The rest” of an area is" in page.inner_text(".nj-near")
    expect(page.locator("#kind")).to_be_hidden()
    page.locator(".nj-filter__summary").click()
    page.select_option("#kind", "takeaway")
    page.click("text=Apply filters")
    page.wait_for_url("**kind=takeaway**")
    expect(page.locator("#kind")).to_be_visible()  # what is set is shown


@pytest.mark.slow
def test_an_area_of_the_map_says_its_band_when_it_is_chosen(watched, site):
    seen = watched()
    page = drawn(seen.enter(site, OFFICER))
    page.uncheck("[data-map-layer=premises]")
    box = page.locator(".folium-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    said = page.locator("[data-map-card]").inner_text()
    assert re.search(r"(Area|Rest of an area) .+ square", said)
    assert "episodes" in said
    page.keyboard.press("Escape")
    assert seen.faults == []


# the map that a page begins is nobody's name: it is noted as it is made
NOTED = """
  let leaflet;
  Object.defineProperty(window, "L", { get: () => leaflet, set: (given) => {
    leaflet = given;
    given.Map.addInitHook(function () { window.noted = this; });
  } });
"""
VIEW = """() => {
  const [at, size] = [window.noted.getCenter(), window.noted.getBounds()];
  return [window.noted.getZoom(), at.lat.toFixed(4), at.lng.toFixed(4), size.toBBoxString()];
}"""
EMPTY = {"body": '{"type":"FeatureCollection","features":[]}', "content_type": "application/json"}


def first_view(watched, site, path, *left_out):
    """Return what a map shows at first, with some of its layers answered as if they were empty."""
    seen = watched()
    seen.context.add_init_script(NOTED)
    for layer in left_out:
        seen.context.route(f"**/{layer}.geojson*", lambda route: route.fulfill(**EMPTY))
    seen.enter(site, OFFICER)
    page = drawn(seen.open(site + path))
    page.wait_for_load_state("networkidle")
    return page.evaluate(VIEW)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/visits/2026Q3", "/map"])
def test_the_first_view_of_an_officers_map_is_of_premises_and_never_of_where_episodes_were(
    watched, site, path
):
    whole = first_view(watched, site, path)
    assert first_view(watched, site, path, "cells") == whole
    # a list of nothing shows the authorities, whatever areas there are
    of_areas = first_view(watched, site, path, "premises")
    assert of_areas == first_view(watched, site, path, "premises", "cells")


@pytest.mark.slow
def test_without_a_base_map_the_list_works_and_the_page_says_what_is_missing(watched, site):
    seen = watched()
    seen.context.route("**/base/**", lambda route: route.abort())
    page = drawn(seen.enter(site, OFFICER))
    page.wait_for_selector(".nj-map__status--failed")
    said = page.inner_text("[data-map-status]")
    assert "could not be drawn" in said
    assert "authorities" in said
    assert "What is beside it is complete without it" in said
    first = page.locator(".nj-flag").first
    first.locator("[data-map-show]").click()  # marks are there all the same
    assert "of the middle of the area" in page.locator("[data-map-card]").inner_text()
    page.select_option("#kind", "takeaway")
    page.get_by_role("button", name="Apply filters").click()
    drawn(page)
    assert "kind=takeaway" in page.url
    expect(page.locator(".nj-flag")).not_to_have_count(0)


def test_without_scripts_the_officers_list_does_every_task(watched, site):
    page = watched(java_script_enabled=False).enter(site, OFFICER)
    page.goto(f"{site}/visits/2026Q3?kind=takeaway")
    page.locator(".nj-flag summary").first.click()
    assert "of the middle of" in page.locator(".nj-flag").first.inner_text()
    page.locator(".nj-flag h3 a").first.click()
    assert "Why it is listed" in page.inner_text("main")


@pytest.mark.slow
def test_each_page_passes_the_rules_of_accessibility_and_fits_a_narrow_screen(watched, site):
    for who, paths in (
        (OFFICER, ["/visits/2026Q3", "/visits/2026Q2?words=nothingiscalledthis", "premises"]),
        (BOARD, ["/board/2026Q3", "/board/2026Q2"]),
    ):
        seen = watched()
        page = seen.enter(site, who)
        for asked in paths:
            path = asked
            if asked == "premises":
                page.goto(f"{site}/visits/2026Q3")
                path = page.locator(".nj-flag h3 a").first.get_attribute("href")
            seen.open(site + path)
            found = Axe().run(page, options=WCAG)
            assert found.violations_count == 0, (path, found.generate_report())
            page.set_viewport_size({"width": 320, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            page.set_viewport_size({"width": 1366, "height": 900})
        assert seen.faults == []


@pytest.mark.slow
def test_the_boards_page_is_one_sheet_of_paper(watched, site):
    seen = watched()
    page = drawn(seen.enter(site, BOARD))
    assert "Is it better or worse?" in page.inner_text("main")
    assert [url for url in seen.asked if not url.startswith((site, "data:"))] == []
    for quarter in ("2026Q3", "2026Q2"):
        seen.open(f"{site}/board/{quarter}")
        sheet = page.pdf(format="A4", prefer_css_page_size=True)
        assert re.findall(rb"/Count (\d+)", sheet) == [b"1"], quarter
    assert seen.faults == []


@pytest.mark.slow
def test_a_hostile_name_stays_text_on_the_officers_pages(watched, own_county):
    owner = engine(own_county)
    name = "<img src=x onerror=alert(1)> ${alert(2)} `${alert(3)}` </script> \u202etxt"
    with owner.begin() as connection:
        premises = connection.scalar(
            text(
                "SELECT premises_id FROM held.officer_flag INNER JOIN held.premises"
                " USING (premises_id) WHERE authority = 'E06999001' AND quarter = '2026Q3' LIMIT 1"
            )
        )
        for statement in (
            "UPDATE held.premises SET name = :name, address = :name WHERE premises_id = :id",
            "UPDATE held.premises_licence SET holder_name = :name, supervisor_name = :name,"
            " status_stated = :name, licence_type_stated = :name, hours_stated = :name"
            " WHERE premises_id = :id",
            "UPDATE held.boundary SET name = :name WHERE kind = 'ward' AND code = 'E05999029'",
        ):
            values = {"name": name, "id": premises}
            named = {key: value for key, value in values.items() if f":{key}" in statement}
            connection.execute(text(statement), named)
    owner.dispose()
    with served(own_county) as site:
        seen = watched()
        seen.enter(site, OFFICER)
        page = seen.open(f"{site}/visits/2026Q3?words=onerror")
        page.locator(".nj-flag [data-map-show]").first.click()
        assert "${alert(2)}" in page.locator("[data-map-card]").inner_text()
        seen.open(f"{site}/visits/premises/{premises}")
        assert "${alert(2)}" in page.inner_text("h1")
        expect(page.locator("img[src=x]")).to_have_count(0)
        assert seen.dialogs == []
        assert seen.faults == []
        seen = watched()
        seen.enter(site, BOARD)
        page = seen.open(f"{site}/board/2026Q3")
        assert "${alert(2)}" in page.text_content("main")
        expect(page.locator("img[src=x]")).to_have_count(0)
        assert seen.dialogs == []
        assert seen.faults == []
