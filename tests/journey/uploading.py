"""Somebody who sends files by the pages, and the worker that checks and loads them."""

from __future__ import annotations

import io
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from geo.settings import Settings
from loaders.cli import work_all
from tests.people import enter, form_token
from webmap import create_app
from webmap.pools import Pools


class Sender:
    """The sample analyst over one database, and a worker of its queue."""

    def __init__(self, settings: Settings, owner: Engine) -> None:
        self.settings, self.owner = settings, owner
        self.pools = Pools(settings)
        self.app: Flask = create_app(self.pools, settings, demonstration=True)
        self.client = enter(self.app)

    def send(self, kind: str, *files: tuple[str, str | bytes], **fields: str) -> Any:
        """Send files as the form would; returns the answer."""
        page = f"/uploads/new/{kind}"
        given = [
            (io.BytesIO(body if isinstance(body, bytes) else body.encode()), name)
            for name, body in files
        ]
        data = {"csrf_token": form_token(self.client, page), "file": given, **fields}
        return self.client.post(page, data=data, content_type="multipart/form-data")

    def sent(self, kind: str, *files: tuple[str, str | bytes], **fields: str) -> str:
        """Send files that are taken, and return the address of their page."""
        answer = self.send(kind, *files, **fields)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return str(answer.headers["Location"])

    def work(self) -> int:
        """Let a worker do what waits."""
        return work_all(self.settings)

    def act(self, page: str, act: str, **fields: str) -> Any:
        """Press a button of an upload's page."""
        data = {"csrf_token": form_token(self.client, page), **fields}
        return self.client.post(f"{page}/{act}", data=data)

    def text(self, page: str) -> str:
        """Return what a page says."""
        return str(self.client.get(page).get_data(as_text=True))

    def state(self, page: str) -> str:
        """Return the state that a script is told."""
        found = self.client.get(f"{page}/state.json").get_json()
        return str(found["state"])

    def value(self, statement: str) -> Any:
        """Ask the database as its owner."""
        with self.owner.connect() as connection:
            return connection.scalar(text(statement))

    def as_other(self, audience: str) -> FlaskClient:
        """Return a client of another sample person."""
        return enter(self.app, audience)
