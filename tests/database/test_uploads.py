"""The queue of uploads: whose they are, which state follows which, and who may touch it."""

from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from geo.database import LOADER, engine, query
from geo.uploads import ACTS, UNDER_WAY, Uploads, as_values
from loaders.worker import LOCK_CLASS
from tests.people import populate, session_of

STATES = ("waiting", "checking", "checked", "refused", "committing", "loaded", "discarded")
AFTER = {"commit": "committing", "discard": "discarded"}


@pytest.fixture
def analyst(settings, owner):
    populate(owner)
    through = engine(settings, "nightjar_analyst")
    yield through, Uploads(session_of(settings, "analyst"))
    through.dispose()


def add(through, own):
    number = uuid4()
    with through.begin() as connection:
        values = as_values(number, "food", {}, [])
        values |= {"file_names": ["f.xml"], "file_bytes": [3], "file_hashes": ["ab"]}
        connection.execute(query("add_upload"), {"session": own.session, **values})
    return number


def test_each_state_allows_its_acts_and_no_other(owner, analyst):
    through, own = analyst
    number = add(through, own)
    for state in STATES:
        for act, becomes in AFTER.items():
            with owner.begin() as connection:
                connection.execute(
                    text("UPDATE held.upload SET state = :state, loads = ARRAY[upload_id]"),
                    {"state": state},
                )
            if act in ACTS.get(state, ()):
                assert own.settle(through, number, act) == becomes
            else:
                with pytest.raises(Exception, match="no longer as the page showed it"):
                    own.settle(through, number, act)


def test_a_session_of_another_audience_opens_no_upload(settings, owner, analyst):
    through, own = analyst
    add(through, own)
    others = Uploads(session_of(settings, "officer"))
    with through.connect() as connection, pytest.raises(DBAPIError, match="signed in as this"):
        others.listed(connection)
    officer = engine(settings, "nightjar_officer")
    with officer.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
        others.listed(connection)
    officer.dispose()


def test_what_one_worker_is_at_no_other_takes_until_its_connection_ends(settings, analyst):
    through, own = analyst
    first, second = add(through, own), add(through, own)
    loader = engine(settings, LOADER)
    lock = {"lock_class": LOCK_CLASS}

    def taken(connection):
        with connection.begin():
            row = connection.execute(query("next_upload"), lock).one_or_none()
            if row is None:
                return None
            assert connection.scalar(query("hold_upload"), {**lock, "lock_no": row.lock_no})
            connection.execute(query("begin_upload"), {"upload_id": row.upload_id})
            return row.upload_id

    with loader.connect() as one, loader.connect() as two:
        assert taken(one) == first
        assert taken(two) == second
        with loader.connect() as three:
            assert taken(three) is None
        one.invalidate()  # as when its process is killed
        with loader.connect() as three:
            for _ in range(100):
                if (again := taken(three)) is not None:
                    break
            assert again == first
    loader.dispose()


def test_states_under_way_are_those_that_a_worker_takes(owner, analyst):
    through, own = analyst
    add(through, own)
    for state in STATES:
        with owner.begin() as connection:
            connection.execute(
                text("UPDATE held.upload SET state = :state, loads = ARRAY[upload_id]"),
                {"state": state},
            )
            row = connection.execute(query("next_upload"), {"lock_class": LOCK_CLASS}).first()
        assert (row is not None) == (state in UNDER_WAY)


def test_the_pages_login_reads_neither_the_queue_nor_what_it_turns_away(server, settings, analyst):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    through = create_engine(server.url(name, "nightjar_analyst"))
    for table in ("upload", "upload_reject"):
        with through.connect() as connection, pytest.raises(ProgrammingError, match="denied"):
            connection.execute(text(f"SELECT 1 FROM held.{table}"))
    through.dispose()
