"""What is wrong with a form: said where it belongs, and spelt as it was."""

import pytest

from geo.errors import QuestionError, SourceError
from webmap import day_fields
from webmap.faults import at, fault, said

WRONG = QuestionError("a note must be shorter", "note")


def test_a_fault_is_said_at_its_field_and_at_no_other():
    assert at(fault(WRONG), "note") == {"text": "A note must be shorter"}
    assert at(fault(WRONG), "reply") is None
    assert at("a note must be shorter", "note") is None
    assert fault(QuestionError("this case is closed")).field is None


def test_a_field_goes_by_the_name_that_the_form_has_for_it():
    assert fault(WRONG, here={"note": "words"}).field == "words"
    assert fault(QuestionError("choose again"), at_field="kind").field == "kind"


@pytest.mark.parametrize("name", ["empty.csv", "my file.csv"])
def test_the_name_of_a_file_keeps_its_spelling(name):
    wrong = fault(SourceError(f"{name} is empty"), names=["", name], at_field="file")
    assert said(wrong) == f"{name} is empty"
    assert at(wrong, "file") == {"text": f"{name} is empty"}
    assert said(fault(SourceError("the file is empty"), names=[name])) == "The file is empty"


@pytest.mark.parametrize("to_come", [False, True])
def test_the_day_that_an_error_gives_as_an_example_is_taken(to_come):
    with pytest.raises(QuestionError) as refused:
        day_fields.asked_day({}, "day", "the day", to_come=to_come)
    example = day_fields.example(to_come=to_come)
    assert str(refused.value).endswith(f"like {example}")
    assert refused.value.field == "day-day"
    parts = dict(zip(("day-day", "day-month", "day-year"), example.split(), strict=True))
    found = day_fields.asked_day(parts, "day", "the day")
    assert (found - day_fields.today()).days == (7 if to_come else 0)


@pytest.mark.parametrize("year", ["26", "0", "099"])
def test_a_year_in_two_figures_is_asked_for_in_four_and_not_taken_for_long_ago(year):
    parts = {"day-day": "5", "day-month": "12", "day-year": year}
    with pytest.raises(QuestionError, match="with four figures, like") as refused:
        day_fields.asked_day(parts, "day", "the day of a visit")
    assert refused.value.field == "day-year"
