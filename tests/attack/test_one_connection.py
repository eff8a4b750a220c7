"""Two councils' officers on the one connection of a pool, in turn: no row of the other's."""

import secrets

import pytest
from sqlalchemy import create_engine, event, text

from geo.database import engine
from geo.gate import digest
from tests.people import COOKIE, enter, officer_of, send, stranger
from webmap import create_app
from webmap.audience import Audience
from webmap.pools import Pools

NEAR, OTHER = "E06999001", "E06999002"
QUARTER = "2026Q3"
LIST, LAYER = (f"/visits/{QUARTER}{layer}?kind=hotel" for layer in ("", "/premises.geojson"))


@pytest.fixture
def two(own_county):
    """An application whose officers share one connection, and the server processes behind it."""
    owner, pools = engine(own_county), Pools(own_county)
    pooled = pools.of[Audience.OFFICER]
    pools.of[Audience.OFFICER] = create_engine(
        pooled.url, pool_size=1, max_overflow=0, pool_timeout=5, creator=pooled.pool._creator
    )
    pooled.dispose()
    served = set()

    @event.listens_for(pools.of[Audience.OFFICER], "checkout")
    def _note(connection, *_):
        served.add(connection.info.backend_pid)

    yield create_app(pools, own_county), owner, served
    pools.dispose()
    owner.dispose()


def other_officer(app, owner):
    """Sign another council's officer in; a client of theirs who has said what for."""
    token = secrets.token_urlsafe(32)
    with owner.begin() as connection:
        connection.execute(
            text("UPDATE held.session SET token_sha256 = :new WHERE token_sha256 = :made"),
            {"made": officer_of(owner, OTHER), "new": digest(token)},
        )
    client = stranger(app)
    client.set_cookie(COOKIE, token)
    assert send(client, "/purpose", usual="yes").status_code == 303
    return client


@pytest.mark.slow
def test_of_200_requests_in_turn_on_one_connection_none_has_a_row_of_the_other(two):
    app, owner, served = two
    clients = {NEAR: enter(app, "officer"), OTHER: other_officer(app, owner)}
    with owner.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT authority, premises_id::text FROM held.officer_flag"
                " INNER JOIN held.premises USING (premises_id) WHERE quarter = :quarter"
                " AND kind = 'hotel'"
            ),
            {"quarter": QUARTER},
        ).all()
    own = {code: {number for of, number in rows if of == code} for code in clients}
    assert all(own.values())
    for client in clients.values():
        assert client.get(LIST).status_code == 200
    for turn in range(200):
        code = (NEAR, OTHER)[turn % 2]
        answer = clients[code].get(LAYER)
        assert {each["properties"]["id"] for each in answer.get_json()["features"]} == own[code]
    assert len(served) == 1  # it was one connection indeed
