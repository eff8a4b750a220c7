"""Requests that the server itself turns away carry the headers of every other answer."""

import socket

import pytest
from waitress.channel import HTTPChannel

from tests.serving import serving
from webmap.unread import COMPLETE, complete_refusals


@pytest.fixture(scope="module")
def address():
    kept = HTTPChannel.error_task_class
    complete_refusals()
    with serving(
        lambda *_: pytest.fail("the application was asked"),
        threads=1,
        ident=None,
        max_request_body_size=10,
        max_request_header_size=1000,
    ) as server:
        yield server.effective_host, int(server.effective_port)
    HTTPChannel.error_task_class = kept


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\nbroken\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 1000 + b"\r\n\r\n", b"431"),
    ],
)
def test_a_request_that_is_not_read_gets_every_header(address, sent, status):
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(sent)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    head = answer.partition(b"\r\n\r\n")[0].decode()
    assert head.split()[1].encode() == status
    lines = set(head.split("\r\n"))
    assert {f"{name}: {value}" for name, value in COMPLETE.items()} <= lines
    assert not any(line.startswith(("Server:", "Via:")) for line in lines)
