"""What somebody types finds the names that a register spells in its own way."""

import pytest

from geo.searching import found_in, pattern

APOSTROPHE = "Zethock\u2019s \u201cSnug\u201d"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zethock's", APOSTROPHE),
        ('"snug"', APOSTROPHE),
        ("\u2019S", "DEANNA'S BAR"),
        ("cafe", "Quorv Grounds Caf\u00e9"),
        ("CAF\u00c9", "Quorv Grounds caf\u00e9"),
        ("caf\u00e9", "QUORV CAFE"),
        ("t\u0177", "T\u0176 COCH"),
        ("ty coch", "T\u0177 Coch"),
        ("<3 &", 'Grill "Street" <3 & Co'),
        ("${1+1}", "`Tick` Bar ${1+1}"),
        ("a.b [c]", "A.B [C]"),
        ("\\", "a\\b"),
        ("bittern and oar", "Bittern & Oarlock"),
        ("BITTERN & OAR", "Bittern and Oarlock"),
        ("bittern&oar", "Bittern And Oarlock"),
        ("and oarlock", "Bittern&Oarlock"),
        ("bittern and", "BITTERN & OARLOCK"),
        ("bread and butter & jam", "Bread & Butter and Jam"),
        ("the and", "The Anderson Arms"),
        ("and", "Strand Hotel"),
    ],
)
def test_words_find_a_name_in_either_spelling(typed, name):
    assert found_in(typed, name, None)


@pytest.mark.parametrize("typed", ["and", "strand hotel", "land b"])
def test_letters_of_a_word_are_no_and(typed):
    assert not found_in(typed, "Str& Hotel & L&B", None)


@pytest.mark.parametrize("typed", [".", "a.b", "[a-z]", "^", "$", "a|b", "(", "*", "ab{1}"])
def test_what_is_typed_is_letters_and_no_pattern(typed):
    assert not found_in(typed, "Axb", "ZZ12UX")


@pytest.mark.parametrize("typed", ["zz1 2", "ZZ12", "zz1 2ux", "zz12ux", "2ux", "heron zz1"])
def test_a_postcode_is_found_with_and_without_its_space(typed):
    assert found_in(typed, "The Heron", "ZZ12UX")


def test_a_letter_that_has_no_other_case_and_one_of_another_script_stand_for_themselves():
    assert found_in("\u00df", "Stra\u00dfe", None)
    assert found_in("\u65e5\u672c", "\u65e5\u672c", None)
    assert pattern("1 ") == "1 "
