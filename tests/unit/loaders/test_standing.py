"""Which sheets say that all on them is over."""

import pytest

from loaders.standing import status_of_sheet


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Surrendered", "surrendered"),
        ("Surrendered & Revoked", "surrendered"),
        ("Expired licences", "expired"),
        ("Old", "superseded"),
        ("Archived records", "lapsed"),
        ("Old Quay", None),  # a ward
        ("Current and expired", None),
        ("Not expired", None),
        ("Unexpired", None),
        ("Premises", None),
        ("", None),
    ],
)
def test_a_sheets_title_ends_what_is_on_it_if_it_says_so_of_all(title, status):
    assert status_of_sheet(title) == status
