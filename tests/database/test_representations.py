"""The right of reply: written down and answered by the own authority, seen in a case, counted."""

import datetime as dt

import pytest
from sqlalchemy import text

from geo.database import engine, query
from geo.errors import ClashError, NotFoundError, QuestionError
from geo.joint_cases import Cases
from geo.representations import Representations
from tests.reviewers import FAR, NEAR, Reviewers, plant_premises

CAME = dt.date(2026, 3, 4)
ASKED, ANSWER = "Why is the premises on a list?", "Told by letter what the list is."


@pytest.fixture
def reviewers(settings):
    made = Reviewers(settings)
    yield made
    made.close()


def added(reviewers, session, place, asked=ASKED, came=CAME):
    with reviewers.logins["council"].begin() as connection:
        return Representations(connection, session).add(place, "complaint", came, "business", asked)


def answered(reviewers, session, number, seen, outcome="not_upheld", day=CAME):
    with reviewers.logins["council"].begin() as connection:
        Representations(connection, session).answer(number, seen, outcome, day, ANSWER)


def test_a_complaint_is_the_own_councils_to_write_and_answer_and_both_sides_see_it_in_a_case(
    reviewers,
):
    places = plant_premises(reviewers, {"The Near Bar": NEAR, "The Far Bar": FAR})
    _, council = reviewers.officer(NEAR)
    _, stranger = reviewers.officer(FAR)
    number = added(reviewers, council, places["The Near Bar"])
    for session, place in ((stranger, "The Near Bar"), (council, "The Far Bar")):
        with pytest.raises(NotFoundError):
            added(reviewers, session, places[place])
    with pytest.raises(NotFoundError):
        answered(reviewers, stranger, number, 0)
    with reviewers.logins["council"].connect() as connection:
        with pytest.raises(NotFoundError):
            Representations(connection, stranger).one(number)
        assert Representations(connection, stranger).of_premises(places["The Near Bar"]) == []

    # its answer is versions: who comes second is told, and no answer is before the question
    with pytest.raises(QuestionError, match="on the day it came or after"):
        answered(reviewers, council, number, 0, day=CAME - dt.timedelta(days=1))
    answered(reviewers, council, number, 0)
    with pytest.raises(ClashError):
        answered(reviewers, council, number, 0, "upheld")
    answered(reviewers, council, number, 1, "upheld")
    for words in ("Emma, 14, was seen there", "short"):
        with pytest.raises(QuestionError):
            added(reviewers, council, places["The Near Bar"], words)

    case = reviewers.council.open_case(places["The Near Bar"], "compliance", "A complaint came in.")
    for side, session in reviewers.sessions.items():
        with reviewers.logins[side].connect() as connection:
            (row,) = Cases(connection, session).representations(case)
            assert (row["asked"], row["outcome"], row["answer"]) == (ASKED, "upheld", ANSWER)
    with reviewers.logins["council"].connect() as connection:
        assert Cases(connection, stranger).representations(case) == []
    with reviewers.owner.connect() as connection:
        said = connection.scalars(
            text("SELECT detail::text FROM audit.entry WHERE action LIKE '%representation'")
        ).all()
        assert len(said) == 3
        assert ASKED not in "".join(said)
        assert ANSWER not in "".join(said)


def test_it_is_kept_from_its_last_word_on_and_what_came_is_never_changed(reviewers):
    places = plant_premises(reviewers, {"The Near Bar": NEAR})
    _, council = reviewers.officer(NEAR)
    number = added(reviewers, council, places["The Near Bar"])
    answered(reviewers, council, number, 0)
    today = dt.datetime.now(dt.UTC).date()
    with reviewers.owner.connect() as connection:
        for before, gone in ((today, 0), (today + dt.timedelta(days=2), 1)):
            values = {"before": before}
            done = connection.execute(query("remove_representations_before"), values)
            assert done.rowcount == gone
        connection.rollback()
        with pytest.raises(Exception, match="a version is never changed"):
            connection.execute(text("UPDATE held.representation SET asked = 'something else'"))


def test_the_board_counts_those_that_came_in_a_published_quarter(county, county_settings):
    board = engine(county_settings, "nightjar_board")
    with board.connect() as connection:
        counted = {
            row["quarter"]: (row["received"], row["answered"], row["upheld"])
            for row in connection.execute(query("board_representation_counts")).mappings()
        }
    board.dispose()
    assert counted == {"2026Q3": (2, 1, 0), "2026Q2": (0, 0, 0)}
