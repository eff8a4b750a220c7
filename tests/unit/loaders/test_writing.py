"""Copies in a thread of their own: whoever gives batches learns first why none can be sent."""

from contextlib import contextmanager

import numpy as np
import psycopg
import pytest

from loaders import staging, writing
from loaders.writing import Writer

ROWS = [("episode", [staging.integers([1, 2, 3], 64)])]


class Lost:
    """A connection that breaks in its first copy, and then says of everything that it is closed."""

    def __init__(self):
        self.copies = 0

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *what):
        return None

    @contextmanager
    def copy(self, _statement):
        self.copies += 1
        yield self

    def write(self, _rows):
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    def ask(self):
        raise psycopg.OperationalError("another command is already in progress")


@pytest.fixture(autouse=True)
def lost(monkeypatch):
    found = Lost()
    monkeypatch.setattr(writing, "driver", lambda _connection: found)
    return found


def given(then):
    """Give a batch, wait until it has failed, and do something more."""
    with Writer(None) as writer:
        writer.give(ROWS)
        while writer._fault is None:
            with writer.turn:
                pass
        then(writer)


def test_what_the_copy_failed_by_is_told_and_not_what_came_of_it(lost):
    def ask(writer):
        with writer.turn:
            lost.ask()

    with pytest.raises(psycopg.OperationalError, match="server closed"):
        given(ask)


def test_a_batch_given_after_a_fault_is_refused_by_that_fault(lost):
    with pytest.raises(psycopg.OperationalError, match="server closed"):
        given(lambda writer: writer.give(ROWS))
    assert lost.copies == 1


def test_a_fault_of_the_last_copy_is_told_at_the_end(lost):
    with pytest.raises(psycopg.OperationalError, match="server closed"), Writer(None) as writer:
        writer.give(ROWS)


def test_a_fault_of_whoever_gives_is_told_as_it_is():
    def stop(_writer):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), Writer(None) as writer:
        stop(writer)


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, SystemExit])
def test_whoever_stops_it_is_told_that_it_was_stopped(stopped):
    def stop(_writer):
        raise stopped

    with pytest.raises(stopped):
        given(stop)


def test_what_is_longer_than_a_message_arrives_whole_and_in_order(lost, monkeypatch):
    sent = []
    monkeypatch.setattr(lost, "write", lambda rows: sent.append(bytes(rows)))
    columns = [staging.integers(np.arange(10_000), 64)]
    with Writer(None) as writer:
        writer.give([("episode", columns)])
    assert b"".join(sent) == staging.HEADER + staging.encode(columns) + staging.TRAILER
    assert max(map(len, sent)) == writing.MESSAGE_BYTES
