"""The drill of a busy day: what it counts, and what it takes for a fault."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from webmap import load_asking
from webmap.load_asking import HEALTH, LIST, TILE, percentile
from webmap.load_drill_cli import load


@pytest.mark.parametrize(
    ("share", "value"), [(50, 10.0), (95, 19.0), (96, 20.0), (99, 20.0), (100, 20.0)]
)
def test_a_percentile_is_a_value_that_was_measured(share, value):
    assert percentile([float(each) for each in range(20, 0, -1)], share) == value


def test_of_nothing_there_is_no_percentile():
    assert percentile([], 95) is None


@pytest.fixture
def port():
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(503 if self.path == "/reviews" else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_is_not_answered_well_is_a_fault_and_tiles_keep_their_pace(port):
    # four officers begin at four pages, of which one is refused
    found = load_asking.ask(port, ["a", "b", "c", "d"], tiles=20, seconds=1, thinks=0.1)
    refused = found.faults.pop("list 503")
    assert refused > 0
    assert not found.faults
    assert len(found.ms[LIST]) > 2 * refused
    assert 18 <= len(found.ms[TILE]) <= 21
    assert found.ms[HEALTH]


def test_a_server_that_is_not_there_is_a_fault(port, monkeypatch):
    measured = load_asking.Measured()
    load_asking.one(1, "/health", "", HEALTH, measured, 0.0)
    assert measured.faults == {"health ConnectionRefusedError": 1}


@pytest.mark.timeout(60)
def test_whoever_stops_it_does_not_wait_for_its_end(port, monkeypatch):
    pause = load_asking.Span.pause

    def stopped_at_the_third_tile(span, seconds):
        if threading.current_thread() is threading.main_thread() and next(turns) == 3:
            raise KeyboardInterrupt
        pause(span, seconds)

    turns = iter(range(1, 10))
    monkeypatch.setattr(load_asking.Span, "pause", stopped_at_the_third_tile)
    with pytest.raises(KeyboardInterrupt):
        load_asking.ask(port, ["a", "b"], tiles=20, seconds=3_600, thinks=600)


@pytest.mark.parametrize("tiles", ["-5", "10001"])
def test_fewer_tiles_than_none_are_refused(tiles):
    """They were asked for without an end, until the machine had no memory left."""
    done = CliRunner().invoke(load, ["--tiles", tiles, "--seconds", "1"])
    assert done.exit_code == 2
    assert "0<=x<=10000" in done.output
