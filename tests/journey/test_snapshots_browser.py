"""The page of a snapshot in a real browser: whole by itself, on one sheet of paper."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.people import COOKIE, enter
from webmap import create_app
from webmap.pools import Pools

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(county_settings, browser):
    """A page of the board's, with what it asked for and what the browser complained of."""
    pools = Pools(county_settings)
    app = create_app(pools, county_settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    home = f"http://127.0.0.1:{server.port}"
    token = enter(app, "board").get_cookie(COOKIE).value
    context = browser.new_context()
    context.add_cookies([{"name": COOKIE, "value": token, "url": home}])
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    yield page, home, asked, said
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
    pools.dispose()


def test_the_page_needs_nothing_but_itself_and_prints_on_one_sheet(opened):
    page, home, asked, said = opened
    page.goto(f"{home}/snapshots/2026Q3")
    assert asked == [f"{home}/snapshots/2026Q3"]
    assert said == []
    # its own style was let through, and drew it in two columns
    assert page.evaluate("getComputedStyle(document.querySelector('.parts')).display") == "grid"
    assert page.locator("svg[role=img] path").count() > 30
    assert page.locator("script").count() == 0
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1


def test_saved_to_a_file_it_is_the_same_page(opened, browser, tmp_path):
    page, home, _, _ = opened
    body = page.goto(f"{home}/snapshots/2026Q3").body()
    (tmp_path / "snapshot.html").write_bytes(body)
    context = browser.new_context(java_script_enabled=False)
    alone, asked = context.new_page(), []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "snapshot.html").as_uri())
    assert len(asked) == 1
    assert "OFFICIAL-SENSITIVE" in alone.inner_text("body")
    context.close()
