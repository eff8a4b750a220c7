"""Long lists a page at a time: every row on one page, and addresses that anybody may have typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.paging import LAST_PAGE, Paging, asked_page, beginning


@given(total=st.integers(0, 5_000), per_page=st.integers(1, 60))
def test_every_row_is_on_one_page(total, per_page):
    last = Paging(1, total, per_page).last
    pages = [Paging(number, total, per_page) for number in range(1, last + 1)]
    rows = [row for page in pages for row in range(page.first_row, page.last_row + 1)]
    assert rows == (list(range(1, total + 1)) if total else [0])
    assert [beginning(page.page, per_page) for page in pages] == [
        max(page.first_row - 1, 0) for page in pages
    ]


@pytest.mark.parametrize(
    ("page", "total", "numbers"),
    [
        (1, 25, [1]),
        (1, 26, [1, 2]),
        (1, 250, [1, 2, None, 10]),
        (3, 250, [1, 2, 3, 4, None, 10]),
        (4, 250, [1, 2, 3, 4, 5, None, 10]),
        (5, 250, [1, None, 4, 5, 6, None, 10]),
        (10, 250, [1, None, 9, 10]),
    ],
)
def test_both_ends_and_the_neighbours_are_offered_and_a_gap_of_one_is_filled(page, total, numbers):
    assert Paging(page, total).numbers() == numbers


def test_one_page_needs_no_links():
    assert Paging(1, 25).links(str) is None


def test_the_ends_have_no_link_beyond_them():
    first, last = Paging(1, 60).links(str), Paging(3, 60).links(str)
    assert ("previous" in first, first["next"]) == (False, {"href": "2"})
    assert ("next" in last, last["previous"]) == (False, {"href": "2"})
    assert [item["current"] for item in last["items"]] == [False, False, True]


@pytest.mark.parametrize("given_", [None, "", "0", "-1", "x", "1.5", "１", "²", "1 2"])
def test_what_is_no_page_is_the_first(given_):
    assert asked_page(given_) == 1


@pytest.mark.parametrize(("given_", "page"), [("7", 7), ("9" * 400, LAST_PAGE)])
def test_a_page_is_a_number_within_reason(given_, page):
    assert asked_page(given_) == page
