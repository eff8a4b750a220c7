"""Signing in and out in a real browser, on this machine's own address."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from geo.accounts import NewAccount, Register
from tests.journey.conftest import served
from tests.people import code, populate

pytestmark = pytest.mark.browser

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
NAME, PASSWORD = "pat.larke", "heron lamp fourteen"
SECRET = re.compile(r"secret=([A-Z2-7]+)")


@pytest.fixture
def place(settings, owner):
    """The address of a server over an empty database with one account that is a sample."""
    populate(owner)
    with owner.begin() as connection:
        maud = Register(connection, "a test")
        account, _ = maud.add(NewAccount(NAME, "Pat Larke"), sample=True)
        maud.ask_right(account, "admin", None)
        password = maud.reset(account)
    with served(settings) as address:
        yield address, password


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser, request):
    context = browser.new_context(java_script_enabled=request.param)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


def press(page, words):
    page.locator(f"main button:has-text('{words}')").click()
    page.wait_for_load_state()


def test_the_whole_way_in_and_out_with_and_without_scripts(page, place):
    site, password = place
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/sign-in")
    page.fill("#name", NAME)
    page.fill("#password", password)
    press(page, "Continue")
    secret = SECRET.search(page.inner_text("main"))[1]
    expect(page.locator(".nj-qr svg path")).not_to_have_count(0)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.fill("#code", code(secret))
    press(page, "Finish and sign in")
    expect(page).to_have_url(f"{site}/accounts")
    assert "Pat Larke, administrator" in page.inner_text(".nj-bar")
    cookies = {each["name"]: each for each in page.context.cookies()}
    token = cookies["nightjar"]
    assert (token["httpOnly"], token["sameSite"], token["expires"]) == (True, "Lax", -1)
    page.goto(f"{site}/account")
    page.locator(".nj-bar button:has-text('Sign out')").click()
    page.wait_for_url("**/signed-out")
    assert "nightjar" not in {each["name"] for each in page.context.cookies()}
    page.go_back()
    page.wait_for_load_state()
    assert "Pat Larke" not in page.content()
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


def test_by_a_double_click_an_account_is_added_once_and_its_password_is_seen(browser, place):
    site, password = place
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/sign-in")
    page.fill("#name", NAME)
    page.fill("#password", f"{password.upper()} ")  # as it comes by a copy
    page.locator("main button:has-text('Continue')").dblclick()
    page.wait_for_url("**/set-up")
    secret = SECRET.search(page.inner_text("main"))[1]
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.fill("#code", code(secret))
    page.locator("main button:has-text('Finish')").dblclick()
    page.wait_for_url("**/accounts")
    page.goto(f"{site}/accounts/new")
    page.fill("#called", "Una Wick")
    page.fill("#name", "una.wick")
    page.select_option("#right", "board")
    page.locator("main button:has-text('Add')").dblclick(delay=60)
    page.wait_for_selector("h1:has-text('Una Wick')")
    page.wait_for_load_state()
    given = re.search(r"(?:[a-z2-9]{4}-){4}[a-z2-9]{4}", page.inner_text("main"))
    assert given is not None
    page.locator("summary:has-text('Reset')").click()
    page.locator("main button:has-text('Reset')").dblclick(delay=60)
    page.wait_for_function(
        "(before) => /([a-z2-9]{4}-){4}/.test(document.querySelector('main').innerText)"
        " && !document.querySelector('main').innerText.includes(before)",
        arg=given[0],
    )
    context.close()


@pytest.mark.slow
def test_each_page_of_signing_in_passes_the_rules_of_accessibility(browser, place):
    site, password = place
    context = browser.new_context()
    page = context.new_page()

    def check():
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, (page.url, found.generate_report())

    page.goto(f"{site}/demonstration")
    check()
    page.goto(f"{site}/sign-in")
    check()
    page.fill("#name", NAME)
    page.fill("#password", "wrong")
    press(page, "Continue")
    assert page.title().startswith("Error: ")
    check()
    page.fill("#password", password)
    press(page, "Continue")
    check()
    secret = SECRET.search(page.inner_text("main"))[1]
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.fill("#code", code(secret))
    press(page, "Finish and sign in")
    for path in ("/accounts", "/accounts/new", "/rights", "/data", "/account", "/sign-out"):
        page.goto(site + path)
        check()
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("main button:has-text('Sign out')").click()
    page.wait_for_url("**/signed-out")
    check()
    page.goto(f"{site}/sign-in")
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    press(page, "Continue")
    check()
    for _ in range(5):
        page.fill("#code", "000000")
        press(page, "Sign in")
    page.fill("#code", code(secret))
    press(page, "Sign in")
    assert "locked" in page.inner_text("h1")
    check()
    context.close()


def test_who_signs_out_in_one_tab_leaves_nothing_to_be_seen_in_another(browser, place):
    site, _ = place
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    first.goto(f"{site}/demonstration")
    first.locator(".nj-people__one", has_text="board member").locator("button").click()
    first.wait_for_url("**/board")
    second.goto(f"{site}/signed-out")  # which is nobody's signing out
    with first.expect_response("**/session"):
        second.reload()
    expect(first.locator(".nj-ending")).to_be_hidden()
    second.goto(f"{site}/account")
    second.locator(".nj-bar button:has-text('Sign out')").click()
    second.wait_for_url("**/signed-out")
    first.wait_for_selector(".nj-ending__again:visible")
    assert "You are signed out" in first.inner_text(".nj-ending")
    behind = "getComputedStyle(document.querySelector('.nj-ending'), '::backdrop').backgroundColor"
    assert first.evaluate(behind) == "rgb(11, 12, 12)"
    first.keyboard.press("Escape")
    expect(first.locator(".nj-ending")).to_be_visible()
    first.locator(".nj-ending__again").click()
    first.wait_for_url("**/demonstration")
    context.close()


def test_a_form_on_another_site_signs_nobody_out(browser, place):
    """A page elsewhere sends our form; the browser says where it is from."""
    site, _ = place
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/demonstration")
    page.locator(".nj-people__one", has_text="board member").locator("button").click()
    page.wait_for_url("**/board")
    page.goto("about:blank")
    page.set_content(f"<form method=post action='{site}/sign-out'><button>x</button></form>")
    page.click("button")
    page.wait_for_load_state()
    page.goto(f"{site}/account")
    assert "Tobias Fenn" in page.content()
    context.close()
