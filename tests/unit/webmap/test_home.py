"""The menu of each audience."""

from webmap.audience import Audience
from webmap.home import MENUS


def test_no_page_belongs_to_two_parts_of_a_menu():
    for audience, parts in MENUS.items():
        pages = [page for first, _, others in parts for page in (first, *others)]
        assert len(pages) == len(set(pages)), audience


def test_a_form_that_is_sent_belongs_to_the_part_of_its_page():
    officer = {page: words for first, words, of in MENUS[Audience.OFFICER] for page in (first, *of)}
    for asked, sent in (
        ("visit_planning.ask", "visit_planning.plan"),
        ("visit_recording.record", "visit_recording.save"),
        ("visit_pages.visit", "visit_pages.change"),
        ("representations.one", "representations.answer"),
        ("cases.decision", "case_changes.decide"),
    ):
        assert officer[sent] == officer[asked]
