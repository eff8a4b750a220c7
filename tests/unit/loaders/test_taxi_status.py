"""What the status of a taxi licence means."""

import pytest

from loaders.taxi_status import status


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        *((each, "suspended") for each in ("Suspended", "SUS", "Suspension", "Ataliwyd")),
        ("Suspended pending investigation", "suspended"),
        ("Revoked (was suspended)", "revoked"),
        ("Surrendered while suspended", "surrendered"),
        *((each, "unknown") for each in ("Suspension lifted", "Not suspended", "", None)),
        ("Superseded", "superseded"),
        ("Current", "in_force"),
        ("Revoked", "revoked"),
    ],
)
def test_a_suspension_is_one_until_it_is_lifted_or_the_licence_ends(stated, meant):
    assert status(stated) == meant
