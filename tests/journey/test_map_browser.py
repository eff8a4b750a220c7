"""The map in a real browser: dots that are clicked, keys, shapes, steps of time, the image."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import text

from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched
from tests.many_premises import plant
from tests.many_roads import plant_roads
from tests.unit.geo.test_tile_file import png

pytestmark = pytest.mark.browser

ANALYST, OFFICER = "police analyst", "licensing officer"
LARGEST_PAGE = 100_000  # bytes of a page, whatever there is on its map
LARGEST_TILE = 100_000
MOTORWAY, STREET = [125, 156, 192], [212, 208, 200]  # as map/palette.js has them
# wards as they are, and more of their corners than anybody sees
MANY_WARDS = """
INSERT INTO held.boundary (kind, code, vintage, name, authority, geom, load_id)
SELECT
    kind,
    left(code, 4) || lpad((part * 1000 + row_number() OVER (ORDER BY code))::text, 5, '0'),
    vintage,
    name || ' ' || part,
    authority,
    ST_Multi(ST_Translate(geom, 2000 * part, 1000)),
    :load
FROM held.boundary
CROSS JOIN generate_series(1, 6) AS part
WHERE kind = 'ward'
"""


@pytest.fixture
def watched(browser):
    opened = []

    def make(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


@pytest.fixture(scope="module")
def crowded(server):
    """The address of a site with fifty thousand premises, and those of them that stand alone.

    Its roads and wards are too many to be sent whole.
    """
    name = server.copy_of("county")
    settings = server.settings(name)
    owner = engine(settings)
    with owner.begin() as connection:
        alone = plant(connection)
        load = connection.scalar(text("SELECT max(load_id) FROM held.load WHERE kind = 'roads'"))
        plant_roads(connection, load, 12_000)
        connection.execute(text(MANY_WARDS), {"load": load})
    owner.dispose()
    with served(settings) as address:
        yield address, alone
    server.drop(name)


# every layer that was asked for has come, and every tile of those in view is drawn
AT_REST = """() => document.querySelector(".folium-map").dataset.ready === "true"
    && [...document.querySelectorAll(".folium-map canvas.leaflet-tile")].every(
        (tile) => tile.classList.contains("leaflet-tile-loaded"))"""


def at_rest(page):
    """Wait for what the page itself says it waits for: a page that was idle once stays "idle"."""
    page.wait_for_function(AT_REST)
    return page


def on_map(seen, site, path="/map"):
    return at_rest(seen.open(site + path))


def clean(seen, site):
    assert [url for url in seen.asked if not url.startswith((site, "data:", "blob:"))] == []
    assert seen.faults == []


def click_middle(page, off=0):
    box = page.locator(".folium-map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2 + off, box["y"] + box["height"] / 2)


def search(page, words):
    page.fill("#map-words", words)
    page.press("#map-words", "Enter")
    page.wait_for_function(
        "words => RegExp(words, 'i').test(document.querySelector('[data-map-found]').innerText)",
        arg=words,
    )


@pytest.mark.slow
def test_among_fifty_thousand_a_click_on_a_dot_opens_its_card_at_two_zooms(watched, crowded):
    site, alone = crowded
    seen = watched(viewport={"width": 1366, "height": 768})
    seen.enter(site, ANALYST)
    page = on_map(seen, site)
    assert len(page.request.get(f"{site}/map").body()) < LARGEST_PAGE
    assert "51,010 premises" in page.inner_text("main")
    for name, *_ in (alone[3], alone[11]):
        search(page, name)
        page.uncheck("[data-map-layer=found]")
        # found at zoom 16, alone in the middle: to 14 and then to 17
        for button, times in (("out", 2), ("in", 3)):
            for _ in range(times):
                page.click(f".leaflet-control-zoom-{button}")
                page.wait_for_timeout(400)
            at_rest(page)
            click_middle(page, off=60)
            expect(page.locator("[data-map-card]")).to_be_hidden()
            click_middle(page)
            assert page.inner_text("[data-map-title]") == name
            page.keyboard.press("Escape")
            expect(page.locator("[data-map-card]")).to_be_hidden()
        page.check("[data-map-layer=found]")
    clean(seen, site)


def wait_for_ink(page, pane, colour):
    """Wait until the tiles of a pane have more than a hundred pixels of a colour, at edges too."""
    page.wait_for_function(
        """([pane, colour]) => {
            let found = 0;
            document.querySelectorAll(`.leaflet-${pane}-pane canvas`).forEach((tile) => {
                const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
                for (let at = 0; at < data.length; at += 4) {
                    found += data[at + 3] > 60
                        && colour.every((part, place) => Math.abs(part - data[at + place]) < 5);
                }
            });
            return found > 100;
        }""",
        arg=[pane, colour],
        polling=200,
    )


@pytest.mark.slow
def test_large_layers_come_in_small_tiles_and_are_drawn_at_every_scale(watched, crowded):
    site, alone = crowded
    seen = watched(viewport={"width": 1366, "height": 768})
    seen.enter(site, ANALYST)
    page = on_map(seen, site)
    expect(page.locator(".leaflet-ward-pane canvas")).not_to_have_count(0)
    wait_for_ink(page, "roads", MOTORWAY)
    asked = {url.removeprefix(site) for url in seen.asked}
    assert not asked & {"/base/roads.geojson", "/base/ward.geojson"}
    assert "/base/land.geojson" in asked  # small: whole, and at once
    search(page, alone[1][0])  # zoom 16, among the streets that were planted
    at_rest(page)
    wait_for_ink(page, "roads", STREET)
    for _ in range(3):
        page.click(".leaflet-control-zoom-in")
        page.wait_for_timeout(400)
    at_rest(page)
    wait_for_ink(page, "roads", MOTORWAY)  # at zoom 19, from the tile of 14
    asked = {url.removeprefix(site) for url in seen.asked}
    tiles = [url for url in asked if url.startswith("/base/") and url.endswith(".mvt")]
    assert max(int(url.split("/")[-3]) for url in tiles) == 14
    assert len(tiles) > 4
    assert max(len(page.request.get(site + url).body()) for url in tiles) < LARGEST_TILE
    page.click("[data-map-all]")
    at_rest(page)
    page.uncheck("[data-map-layer=ward]")
    expect(page.locator(".leaflet-ward-pane canvas")).to_have_count(0)
    page.wait_for_function("() => !document.querySelector('.nj-place-name--ward')")
    clean(seen, site)


def test_an_officer_uses_the_map_by_keyboard_alone(watched, site):
    seen = watched()
    seen.enter(site, OFFICER)
    page = on_map(seen, site)
    page.keyboard.press("/")
    page.keyboard.type("kebab/m?")  # letters that are typed are no keys
    assert page.input_value("#map-words") == "kebab/m?"
    page.fill("#map-words", "kebab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-map-found] .nj-flag")
    assert "kebab" not in page.url
    assert "premises found" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("j")
    page.keyboard.press("j")
    first, second = page.locator(".nj-flag h3 a").all_inner_texts()[:2]
    assert page.evaluate("document.activeElement.innerText") == second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.innerText") == first
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.classList.contains('folium-map')")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.innerText") == first
    button = page.locator("[data-map-show]").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("[data-map-title]") == first
    page.keyboard.press("Escape")
    assert button.evaluate("each => each === document.activeElement")  # the focus comes back
    page.keyboard.press("?")
    page.wait_for_selector("[data-map-help][open]")
    page.uncheck("[data-map-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    assert not page.evaluate("document.activeElement.classList.contains('folium-map')")
    page.locator("[data-map-sketch=measure]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    page.keyboard.press("Enter")
    assert re.match(r"[\d.]+ k?m along 1 step", page.inner_text("[data-map-sketched]"))
    page.keyboard.press("Escape")
    assert page.inner_text("[data-map-sketched]") == ""
    clean(seen, site)


@pytest.mark.slow
def test_an_officer_steps_to_another_quarter_and_draws_rings_round_areas(watched, site):
    seen = watched()
    seen.enter(site, OFFICER)
    page = on_map(seen, site)
    areas = page.inner_text("[data-map-count=cells]")
    page.locator("#quarter-step").focus()
    with page.expect_response(lambda answer: "2026Q2/cells" in answer.url):
        page.keyboard.press("ArrowLeft")
    at_rest(page)
    assert page.url.endswith("quarter=2026Q2")
    assert "April to June 2026" in page.inner_text("#map-legend")
    assert page.inner_text("[data-map-count=cells]") != areas
    expect(page.locator(".nj-ring-name")).to_have_count(0)
    page.check("[data-map-layer=rings]")
    while page.locator(".nj-ring-name").count() == 0:
        page.click(".leaflet-control-zoom-in")
        page.wait_for_timeout(400)
    # while the map still zooms a name is there and is not shown
    names = set(page.locator(".nj-ring-name").all_text_contents())
    assert names <= {"about 250 m", "about 500 m"}
    page.uncheck("[data-map-layer=rings]")
    page.wait_for_function("() => !document.querySelector('.nj-ring-name')")
    clean(seen, site)


def test_an_analyst_draws_a_shape_asks_and_moves_the_days(watched, site):
    seen = watched()
    seen.enter(site, ANALYST)
    page = on_map(seen, site)
    page.click("[data-map-sketch=draw]")
    box = page.locator(".folium-map").bounding_box()
    for x, y in ((0.3, 0.2), (0.6, 0.2), (0.6, 0.6)):
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    with page.expect_response(lambda answer: answer.url.endswith("/map/drawn")):
        page.click("[data-map-finish]")
    page.wait_for_function(
        "() => document.querySelector('[data-map-found]').innerText.includes('in this shape')"
    )
    before = page.input_value("#to")
    page.locator("#day-step").focus()
    with page.expect_response(lambda answer: "places.geojson" in answer.url):
        page.keyboard.press("ArrowLeft")
    at_rest(page)
    assert page.input_value("#to") < before
    assert page.is_checked("[data-map-layer=points]")
    assert int(page.inner_text("[data-map-count=points]").replace(",", "")) > 0
    assert "places of episodes" in page.inner_text(".nj-map__status")
    page.uncheck("[data-map-layer=points]")  # what is switched off is not said to be drawn
    assert "places of episodes" not in page.inner_text(".nj-map__status")
    clean(seen, site)


def test_a_map_says_that_it_waits_until_what_it_asked_for_has_come_or_has_failed(watched, site):
    seen = watched()
    seen.enter(site, ANALYST)
    page = on_map(seen, site)
    held = []

    def hold(route):
        held.append(route)

    page.route("**/places.geojson*", hold)
    for let_go in ("continue_", "abort"):
        page.locator("#day-step").focus()
        with page.expect_request("**/places.geojson*"):
            page.keyboard.press("ArrowLeft")
        page.wait_for_function("() => document.querySelector('.folium-map[aria-busy=true]')")
        while not held:
            page.wait_for_timeout(20)
        getattr(held.pop(), let_go)()
        at_rest(page)
        assert page.locator(".folium-map").get_attribute("aria-busy") == "false"
    assert "could not be drawn" in page.inner_text("[data-map-status]")


def test_days_that_no_layer_takes_are_refused_and_none_others_drawn_under_their_name(watched, site):
    seen = watched()
    seen.enter(site, ANALYST)
    page = on_map(seen, site)
    page.fill("#from", "2015-01-01")
    page.locator("#day-step").focus()  # typed and not sent: the days are moved as they were
    with page.expect_response(lambda answer: "places.geojson" in answer.url) as moved:
        page.keyboard.press("ArrowLeft")
    assert moved.value.ok
    page.fill("#from", "2015-01-01")
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()
    at_rest(page)
    assert "No more than 1,100 days" in page.inner_text("#days-fault")
    assert "Places of episodes of 3 July 2026" in page.inner_text("#map-legend")
    clean(seen, site)


def test_what_is_said_of_a_whole_layer_stands_beside_the_map_while_it_is_shown(watched, site):
    seen = watched()
    seen.enter(site, ANALYST)
    page = on_map(seen, site)

    def note(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "notes": ["some days have gone"]})

    page.route("**/places.geojson*", note)
    page.check("[data-map-layer=points]")
    status = page.locator("[data-map-status]")
    expect(status).to_contain_text("Of the places of episodes: some days have gone.")
    page.uncheck("[data-map-layer=points]")
    expect(status).not_to_contain_text("gone")


def test_a_map_whose_tiles_are_slow_says_that_they_are_still_on_their_way(watched, site):
    seen = watched()
    seen.enter(site, OFFICER)
    held = []

    def hold(route):
        held.append(route)

    seen.context.route("**/*.mvt", hold)
    page = seen.open(site + "/map")
    status = page.locator("[data-map-status]")
    expect(status).to_contain_text("Still on its way: all premises.")
    for route in held:
        route.continue_()
    expect(status).not_to_contain_text("on its way")
    expect(status).to_contain_text("Drawn: ")
    clean(seen, site)


def test_the_last_step_of_time_is_shown_whichever_answer_comes_first(watched, site):
    seen = watched()
    seen.enter(site, OFFICER)
    page = on_map(seen, site)
    newest, held = page.inner_text("[data-map-count=cells]"), []

    def hold(route):
        held.append(route)

    page.route("**/2026Q2/cells.geojson", hold)
    page.locator("#quarter-step").focus()
    with page.expect_request("**/2026Q2/cells.geojson"):
        page.keyboard.press("ArrowLeft")
    with page.expect_response("**/2026Q3/cells.geojson"):
        page.keyboard.press("ArrowRight")
    while not held:
        page.wait_for_timeout(20)
    with page.expect_response("**/2026Q2/cells.geojson"):
        held.pop().continue_()
    at_rest(page)
    assert "July to September 2026" in page.inner_text("#map-legend")
    assert page.inner_text("[data-map-count=cells]") == newest
    clean(seen, site)


def test_a_quarter_that_did_not_come_leaves_no_areas_of_another_and_comes_when_asked_again(
    watched, site
):
    seen = watched()
    seen.enter(site, OFFICER)
    page = on_map(seen, site)
    assert "July to September 2026" in page.locator("[data-review-map]").get_attribute("data-title")
    page.route("**/2026Q2/cells.geojson", lambda route: route.abort())
    page.locator("#quarter-step").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        "() => document.querySelector('[data-map-status]').innerText.includes('could not be drawn')"
    )
    assert "areas" in page.inner_text("[data-map-status]")
    counts = page.locator("[data-map-count=cells], [data-map-cells]").all_inner_texts()
    assert set(counts) == {""}
    # an image is named by the quarter that it shows
    title = page.locator("[data-review-map]").get_attribute("data-title")
    assert title == "Premises, April to June 2026"
    page.unroute("**/2026Q2/cells.geojson")
    page.uncheck("[data-map-layer=cells]")
    with page.expect_response("**/2026Q2/cells.geojson"):
        page.check("[data-map-layer=cells]")
    page.wait_for_function(
        "() => Number(document.querySelector('[data-map-count=cells]').innerText) > 0"
    )
    assert "could not be drawn" not in page.inner_text("[data-map-status]")


def test_the_legend_of_an_analysts_map_says_of_which_days_each_layer_is(watched, site):
    seen = watched()
    seen.enter(site, ANALYST)
    page = on_map(seen, site)
    assert "Flagged premises of 3 July 2026 to 30 September 2026" in page.inner_text("#map-legend")
    page.fill("#from", "")  # half a form, and then the slider
    page.locator("#day-step").focus()
    with page.expect_response(lambda answer: "places.geojson" in answer.url):
        page.keyboard.press("ArrowLeft")
    at_rest(page)
    legend = page.inner_text("#map-legend")
    assert "Places of episodes of 2 July 2026 to 29 September 2026" in legend
    assert "Flagged premises of 3 July 2026 to 30 September 2026" in legend
    assert "Repeat locations of 3 July 2026 to 30 September 2026" in legend
    page.check("[data-map-layer=missing]")
    at_rest(page)
    assert "by episodes of 2 July 2026 to 29 September 2026" in page.inner_text("#map-legend")
    clean(seen, site)


@pytest.mark.slow
def test_the_image_has_the_legend_and_names_lie_over_no_other(watched, site):
    seen = watched()
    seen.enter(site, OFFICER)
    page = on_map(seen, site)
    with page.expect_download() as saved:
        page.click("[data-map-image]")
    image = saved.value.path().read_bytes()
    assert image.startswith(b"\x89PNG")
    width, height = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
    frame = page.locator(".folium-map").bounding_box()
    drawn = (width - 48) * frame["height"] / frame["width"]
    assert height > drawn + 76 + 84 + 5 * 24  # the rows of a legend are under the map
    overlaps = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll(".nj-place-name")]
                .filter((each) => getComputedStyle(each).visibility === "visible")
                .map((each) => each.getBoundingClientRect());
            return boxes.flatMap((one, place) => boxes.slice(place + 1).filter((other) =>
                one.left < other.right && one.right > other.left
                && one.top < other.bottom && one.bottom > other.top)).length;
        }"""
    )
    assert overlaps == 0
    page.emulate_media(media="print")
    legend = page.locator("#map-legend")
    expect(legend).to_be_visible()
    if "Pubs, clubs, entertainment (" not in re.sub(r"\s+", " ", legend.inner_text()):
        expect(legend.locator(".nj-legend__count").first).to_be_visible()
    expect(page.locator(".nj-tools[data-map-tools]")).to_be_hidden()
    clean(seen, site)


@pytest.mark.slow
@pytest.mark.parametrize("who", [ANALYST, OFFICER])
def test_the_map_is_usable_at_any_width_in_any_colours_and_without_motion(watched, site, who):
    seen = watched(
        viewport={"width": 1280, "height": 1024}, forced_colors="active", reduced_motion="reduce"
    )
    seen.enter(site, who)
    page = on_map(seen, site)
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 800})  # 1280 pixels at 400 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    search(page, "kebab")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    page.click("[data-map-keys]")
    expect(page.locator("[data-map-help]")).to_be_visible()
    clean(seen, site)


def test_without_scripts_the_map_is_a_search_and_its_list(watched, site):
    seen = watched(java_script_enabled=False)
    page = seen.enter(site, OFFICER)
    page.goto(f"{site}/map")
    assert "The map needs JavaScript" in page.locator(".nj-map__frame").inner_text()
    assert page.locator(".nj-map__frame").bounding_box()["height"] < 150
    expect(page.locator("[data-map-layer]").first).to_be_hidden()
    page.fill("#map-words", "kebab")
    page.press("#map-words", "Enter")
    expect(page.locator("[data-map-found] .nj-flag h3 a").nth(3)).to_be_visible()
    assert "kebab" not in page.url
    page.locator("[data-map-found] .nj-flag h3 a").first.click()
    assert "Kebab" in page.inner_text("h1")


@pytest.mark.slow
def test_another_servers_base_map_is_asked_for_nothing_until_it_is_switched_on(
    county_settings, watched
):
    other = "https://tiles.example.org"
    update = {"tile_server": other + "/{z}/{x}/{y}.png", "tile_credit": "Invented"}
    with served(county_settings.model_copy(update=update)) as site:
        seen = watched()
        picture = {"body": png(150), "content_type": "image/png"}
        seen.context.route(f"{other}/**", lambda route: route.fulfill(**picture))
        seen.enter(site, OFFICER)
        page = on_map(seen, site)
        assert [url for url in seen.asked if url.startswith(other)] == []
        seen.context.route(f"{other}/**", lambda route: route.abort())
        page.check("[data-map-layer=base]")
        page.wait_for_selector(".nj-map__status--failed", timeout=10_000)
        assert "could not be drawn: the base map" in page.inner_text("[data-map-status]")
        page.uncheck("[data-map-layer=base]")
        seen.context.unroute_all()
        seen.context.route(f"{other}/**", lambda route: route.fulfill(**picture))
        seen.faults.clear()
        page.check("[data-map-layer=base]")
        page.wait_for_selector(".leaflet-base-pane img.leaflet-tile-loaded")
        at_rest(page)
        assert {url for url in seen.asked if url.startswith(other)}
        with page.expect_download() as taken:  # without it: it would lock the whole image
            page.click("[data-map-image]")
        assert taken.value.suggested_filename == "nightjar-map.png"
        assert seen.faults == []
