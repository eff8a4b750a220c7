"""What is typed is not lost: kept while it is typed, and offered after signing in again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import text

from geo.database import engine
from tests.journey.conftest import served
from tests.journey.test_browser import WCAG, Watched

pytestmark = pytest.mark.browser

OFFICER, ANALYST = "licensing officer", "police analyst"
TYPED = "The manager showed the training book, and asked for posters."


@pytest.fixture
def seen(browser):
    made = Watched(browser, viewport={"width": 390, "height": 844})
    yield made
    made.context.close()


def accessible(page):
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, (page.url, found.generate_report())


def drafts(owner):
    with owner.connect() as connection:
        return connection.execute(text("SELECT form, fields FROM held.draft")).all()


def sign_out_by_time(owner):
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET last_seen = now() - interval '1 hour'"))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_what_an_officer_types_at_the_door_outlives_the_session_and_goes_when_it_is_saved(
    seen, own_county
):
    owner = engine(own_county)
    with served(own_county) as site:
        page = seen.enter(site, OFFICER)
        page.goto(f"{site}/visits")
        page.locator(".nj-flag__name a").first.click()
        page.click("text=Record a visit")
        form = page.url
        page.check("text=Poster or card")
        page.fill("#reply", "We asked Emma, aged 14, to leave.")
        page.fill("#note", TYPED)
        page.locator("#note").blur()
        page.wait_for_selector("#reply-told")  # said while it is typed, and not kept
        assert "nothing may tell who a child is" in page.inner_text("#reply-told")
        assert page.get_attribute("#reply", "aria-invalid") == "true"
        accessible(page)
        page.fill("#reply", "We asked them to leave.")
        page.wait_for_selector("text=Kept for you at")
        expect(page.locator("#reply-told")).to_have_count(0)
        ((_, fields),) = drafts(owner)
        assert fields["note"] == [TYPED]
        assert "Emma" not in str(fields)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0

        # the session ends; the door, and in again: it is offered
        sign_out_by_time(owner)
        page.goto(form)
        assert "/demonstration" in page.url
        page = seen.enter(site, OFFICER)
        page.click("text=1 text of yours is not saved")
        assert TYPED[:40] in page.inner_text("main")
        accessible(page)
        page.locator("main h2 a").click()
        assert page.input_value("#note") == TYPED
        assert page.is_checked("text=Poster or card")
        accessible(page)
        page.check("text=Nothing of concern was found")
        page.click("text=Save the visit")
        page.wait_for_url("**said=recorded")
        assert TYPED in page.inner_text("main")
        assert drafts(owner) == []
    owner.dispose()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_session_that_is_about_to_end_says_so_and_one_key_keeps_it(browser, own_county):
    owner = engine(own_county)
    seen = Watched(browser)
    with served(own_county) as site:
        page = seen.enter(site, ANALYST)
        page.clock.install()
        page.goto(f"{site}/reviews")
        page.clock.run_for(12 * 60_000)
        expect(page.locator(".nj-ending")).to_be_hidden()
        page.clock.run_for(60_000)
        page.wait_for_selector(".nj-ending[open]")
        assert "In two minutes you will be signed out" in page.inner_text(".nj-ending")
        assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
        expect(page.locator(".nj-ending__again")).to_be_hidden()  # it would lead away from here
        accessible(page)
        with page.expect_response("**/session"):
            page.keyboard.press("Enter")
        page.wait_for_selector(".nj-ending:not([open])", state="attached")
        page.clock.run_for(12 * 60_000)
        expect(page.locator(".nj-ending")).to_be_hidden()
        page.clock.run_for(3 * 60_000)  # nobody answers: it says that it has ended
        page.wait_for_selector(".nj-ending__again:visible")
        assert "You are signed out" in page.inner_text(".nj-ending")
        assert "Are you still here?" not in page.inner_text(".nj-ending")
        expect(page.locator(".nj-ending__stay")).to_be_hidden()
        assert seen.faults == []
    seen.context.close()
    owner.dispose()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_note_of_a_case_is_offered_on_the_case_and_to_nobody_else(seen, browser, own_county):
    owner = engine(own_county)
    with owner.connect() as connection:
        case = connection.scalar(
            text(
                "SELECT case_id FROM held.review_case WHERE authority = 'E06999001'"
                " ORDER BY opened_at LIMIT 1"
            )
        )
    other = Watched(browser)
    with served(own_county) as site:
        page = seen.enter(site, OFFICER)
        page.goto(f"{site}/cases/{case}")
        page.fill("#n-words", TYPED)
        page.locator("#n-words").blur()
        page.wait_for_selector("text=Kept for you at")
        police = other.enter(site, ANALYST)
        police.goto(f"{site}/cases/{case}")
        assert TYPED not in police.content()
        expect(police.locator("text=not saved")).to_have_count(0)
        page.goto(f"{site}/cases/{case}")
        page.click("text=Go on with it: a note of a case")
        assert page.input_value("#n-words") == TYPED
        accessible(page)
        page.click("text=Save the note")
        page.wait_for_url("**#note")
        assert TYPED in page.inner_text("main")
        assert drafts(owner) == []
        assert seen.faults == other.faults == []
    other.context.close()
    owner.dispose()
