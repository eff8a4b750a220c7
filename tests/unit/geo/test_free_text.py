"""What is typed about premises, and what of it would tell who a child is. Names are invented."""

import pytest

from geo.errors import QuestionError
from geo.free_text import checked, told
from tests.unit.geo.notes_that_tell import NOTES

TELLING = {
    "Emma, 14, was seen at the door": "a name with an age",
    "seen with Orla (15)": "a name with an age",
    "Orla Quill aged 13 came twice": "a name with an age",
    "the girl Ottoline stood outside": "a child's name",
    "a boy called T.": "a child's name",
    "dob is known to us": "a birthday",
    "born on the day before": "a birthday",
    "ring 01632 960 123 for her carer": "a telephone number",
    "write to carer@example.org": "an e-mail address",
    "her number is 943 476 5919": "an NHS number",
    "QQ 12 34 56 C on the form": "a National Insurance number",
    "c0ffee0123456789 again": "a child's reference",
    "ＤＯＢ in wide letters": "a birthday",
}
HONEST = [
    "Staff were shown the poster on 14 May 2026 and asked for 12 more.",
    "Unit 14, High Street; licence PL-2026/0417, plate 12345.",
    "On Friday March, 14 visitors were counted.",
    "Open to 2am. Two girls of about 15 were refused entry at 11:15pm.",
    "Cameras keep 28 days; the supervisor, Mr Hale, agreed to 31.",
    "The Boys of Summer play there on Sundays.",
    "Within 250 m, in July to September 2026.",
    "UPRN 100012345678, reference SKY/2026/000123.",
    "Two 16-year-old girls were refused entry; a 17 year old was asked for proof of age.",
    "Capacity is 15 and the door counts. It is 14 years old, says the plate on the boiler.",
    "Formerly known as The Heron. The holder gave his address as 4 Quay Street, ZZ1 3EE.",
    "The new supervisor came; his name is Mr Hale.",
]


@pytest.mark.parametrize(("words", "what"), TELLING.items())
def test_what_tells_who_a_child_is_is_named_and_not_repeated(words, what):
    assert told(words) == what
    with pytest.raises(QuestionError, match=what) as refused:
        checked(words, "a note")
    assert words not in str(refused.value)


@pytest.mark.parametrize("words", HONEST)
def test_what_is_said_of_premises_is_taken(words):
    assert checked(words, "a note") == words


def test_words_are_kept_with_one_kind_of_line_end_and_within_their_length():
    assert checked(" one\r\ntwo\rthree \n", "a note") == "one\ntwo\nthree"
    assert checked("ten letter", "a reason", least=10) == "ten letter"
    with pytest.raises(QuestionError, match="from 10 to 4,000 characters, found 9"):
        checked("nine char", "a reason", least=10)
    assert len(checked("x" * 50, "a note", most=50)) == 50
    with pytest.raises(QuestionError, match="found 51"):
        checked("x" * 51, "a note", most=50)


def test_what_is_pasted_is_kept_without_the_marks_that_nobody_typed():
    pasted = "\uf0b7\tdoor\u200b staff\r\n\u2022\tco\u00adop\u2028\u200eend\ufeff"
    assert checked(pasted, "a note") == "\u2022 door staff\n\u2022 coop\nend"


@pytest.mark.parametrize("mark", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067"])
def test_no_mark_that_turns_words_round_is_kept(mark):
    assert checked(f"hidden{mark}letters", "a note") == "hiddenletters"


@pytest.mark.parametrize(
    "emoji",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",  # with a colour of skin
        "\u2764\ufe0f\u200d\U0001f525",  # with a variant
    ],
)
def test_an_emoji_of_several_is_kept_whole(emoji):
    assert checked(f"{emoji} said", "a note") == f"{emoji} said"


@pytest.mark.parametrize("mark", ["\u200d", "\u200b", "\u00ad", "\u2060"])
def test_a_mark_inside_a_name_does_not_hide_it_from_the_check(mark):
    telling = f"A girl called Em{mark}ma, 1{mark}4, was there"
    assert told(telling) is not None
    with pytest.raises(QuestionError, match="must not tell who a child is"):
        checked(telling, "a note")


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\ue000"])
def test_a_character_that_controls_is_refused_and_its_line_is_told(mark):
    with pytest.raises(QuestionError, match=f"line 2 has one that cannot, U.{ord(mark):04X}") as no:
        checked(f"one\ntwo{mark}", "a note", field="note")
    assert no.value.field == "note"


def test_of_fifty_notes_that_tell_who_a_child_is_nineteen_of_twenty_are_refused():
    missed = [note for note in NOTES if told(note) is None]
    recall = 1 - len(missed) / len(NOTES)
    assert len(NOTES) == len(set(NOTES)) == 50
    assert recall >= 0.95, f"{recall:.2f}: {missed}"
