"""Where a licence stands, by the words that a register has for it."""

import pytest

from loaders.statuses import status
from tests.growth import MOST, growth


@pytest.mark.parametrize(
    "stated",
    [
        *("Current - Varied", "Granted - Varied", "Granted (varied)", "Varied - current"),
        *("Current (transferred 2019)", "Live - expires 31/12/2027", "Current until surrendered"),
        *("Active (application to vary pending)", "Current, review application received"),
        *("Granted – representations withdrawn", "Objection withdrawn - granted"),
        *("Part granted, part refused", "Part refused, part granted", "Granted in part"),
        *("Granted - variation refused", "Valid until revoked", "Status: Current"),
    ],
)
def test_a_licence_stands_whatever_else_was_done_to_it_or_asked_of_it(stated):
    assert status(stated) == "in_force"


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Granted but since surrendered", "surrendered"),
        ("Current until surrendered 01/02/2019", "surrendered"),
        ("Current - lapsed 2019", "lapsed"),
        ("Granted - revoked", "revoked"),
        ("Current - Expired", "expired"),
        ("Granted then withdrawn", "withdrawn"),
        ("Granted - Suspended", "superseded"),
        ("Current - superseded by another", "superseded"),
    ],
)
def test_a_later_word_that_plainly_ends_a_licence_ends_it(stated, means):
    assert status(stated) == means


@pytest.mark.parametrize(
    "stated",
    [
        *("Not Surrendered", "Not surrendered or revoked", "Not Suspended", "Review - not revoked"),
        *("Hearing - not revoked", "Revocation overturned", "Suspension lifted"),
        *("Revoked - reinstated", "Lapsed and since reinstated", "Refusal overturned on appeal"),
        *(
            "Current - application refused",
            "Revocation pending",
            "Review withdrawn",
            "Surrender rejected",
        ),
    ],
)
def test_an_end_that_did_not_come_or_has_not_come_is_none(stated):
    assert status(stated) == "in_force"


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Not revoked but suspended", "superseded"),
        ("Revoked, not reinstated", "revoked"),
        ("Granted - application withdrawn", "withdrawn"),
        ("Revoked - not surrendered", "revoked"),
        ("Application not withdrawn", "withdrawn"),
        ("Representations withdrawn", "applied_for"),
        ("Active - application pending", "applied_for"),
        ("Not yet in force", "applied_for"),
        ("Not effective", "lapsed"),
        ("NotActive", "lapsed"),
        ("Non Renewed", "expired"),
        ("Non-renewal", "expired"),
        ("Expires 31/12/2027", "unknown"),
    ],
)
def test_a_word_that_is_denied_is_not_taken_for_what_it_denies(stated, means):
    assert status(stated) == means


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        *((word, "in_force") for word in ("Effective", "In Effect", "InForce", "IN_FORCE")),
        *((word, "in_force") for word in ("Extant", "LI_CURRENT", "ISS", "Inforce")),
        *((word, "in_force") for word in ("Under Review", "Interim authority notice")),
        *((word, "applied_for") for word in ("Provisional", "Provisionally granted")),
        *((word, "in_force") for word in ("10CUR", "LI_CUR", "CUR.", "GRNT", "Trading")),
        *(("20SUR", "surrendered"), ("INA", "lapsed"), ("Term", "lapsed")),
        *((word, "unknown") for word in ("C", "S", "L", "1", "REV", "Y")),
        *((word, "lapsed") for word in ("Deleted", "Struck Off", "Discontinued", "Disused")),
        *((word, "withdrawn") for word in ("Rescinded", "Quashed", "Nullified")),
        *((word, "surrendered") for word in ("Relinquished", "Handed back")),
        ("Demolished", "lapsed"),
        ("Wedi'i ddirymu", "revoked"),
        ("Wedi’i ddirymu", "revoked"),
    ],
)
def test_words_and_codes_of_back_offices_are_known(stated, means):
    assert status(stated) == means


@pytest.mark.parametrize("stated", ["Rescinded", "Quashed", "Deleted", "Struck Off", "Nullified"])
def test_an_end_that_nobody_says_is_a_sanction_is_none(stated):
    assert status(stated) != "revoked"


@pytest.mark.parametrize("piece", ["not ", "until ", "part ", "li ", "not surrendered or ", "\n"])
def test_a_long_text_takes_as_long_as_it_is(piece):
    assert growth(status, piece, 1_000) < MOST


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        # a revocation waits for an appeal (section 52(11) of the Licensing Act 2003)
        *((each, "in_force") for each in ("Revoked - under appeal", "Revoked (pending appeal)")),
        *((each, "in_force") for each in ("Revoked, appeal lodged", "Revocation under appeal")),
        ("Revoked - appeal dismissed", "revoked"),
        ("Revoked on appeal", "revoked"),
        ("Refused (Appeal Allowed)", "in_force"),
        ("Refused - under appeal", "refused"),
        ("Surrender Application Refused", "in_force"),
        ("To be surrendered", "in_force"),
        ("Surrender/Accepted", "surrendered"),
        ("Deactivated", "lapsed"),
        ("Licence Not Required", "lapsed"),
        ("Granted - DPS not required", "in_force"),
    ],
)
def test_an_end_that_is_appealed_has_not_come_and_one_that_is_not_asked_for_has(stated, means):
    assert status(stated) == means
