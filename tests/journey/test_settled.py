"""That a test which clicks its way to a page asks of the whole page, however slowly it comes."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest
from playwright.sync_api import Locator, Page

from tests.settled import LEADING, settle

pytestmark = pytest.mark.browser

PAUSE_S = 0.5


class Slowly(BaseHTTPRequestHandler):
    """Answers with one half of a page, and after a pause with the other."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>slow</title><h1>begun</h1>")
        self.wfile.flush()
        sleep(PAUSE_S)
        self.wfile.write(b"<p><a href='/next'>next</a> <a href='#here'>here</a></p>")

    def log_message(self, *_):
        pass


@pytest.fixture
def slow_site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slowly)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "go",
    [
        lambda page: page.click("text=next"),
        lambda page: page.get_by_text("next").click(),
        lambda page: page.press("text=next", "Enter"),
        lambda page: page.get_by_text("next").press("Enter"),
        lambda page: page.get_by_text("here").click(),  # which leads to no other page
    ],
)
def test_after_a_click_the_whole_page_is_asked(page, slow_site, go):
    page.goto(slow_site)
    go(page)
    assert page.locator("a").count() == 2


def test_it_is_said_once_however_often(browser):
    before = [getattr(kind, name) for kind in (Page, Locator) for name in LEADING]
    settle()
    assert before == [getattr(kind, name) for kind in (Page, Locator) for name in LEADING]
