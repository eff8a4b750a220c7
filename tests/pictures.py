"""Make the README's pictures of what each of the three users sees, from the demonstration.

Run beside ``./nightjar demo``, as ``.venv/bin/python -m tests.pictures``; every place and person
in them is invented.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import chromium

SITE = "http://127.0.0.1:8765"
FOLDER = chromium.CHECKOUT / "docs" / "pictures"
SCREEN = {"width": 1280, "height": 800}
# whose button of the chooser is pressed, what is opened then, and the picture's name
PICTURES = (
    ("licensing officer", None, "officer"),
    ("police analyst", None, "analyst"),
    ("board member", None, "board"),
)


def take(page: Page, site: str, person: str, path: str | None, picture: Path) -> None:
    """Sign in as a sample person, open a page and keep what the screen shows."""
    page.goto(site)
    page.locator(".nj-people__one", has_text=person).first.get_by_role("button").click()
    page.wait_for_load_state("networkidle")
    if path is not None:
        page.goto(f"{site}{path}")
    if page.locator(".folium-map").count():
        page.wait_for_selector(".folium-map[data-ready=true]", timeout=30_000)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=picture)


def main(site: str = SITE) -> None:
    """Take every picture of a running demonstration."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    program = os.environ.get(chromium.VARIABLE) or str(chromium.found())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for person, path, name in PICTURES:
            context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
            take(context.new_page(), site, person, path, FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:2])
