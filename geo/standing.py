"""What ``nightjar db status`` says: where the database is, and how it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import SQLAlchemyError

import geo
from geo import postgis
from geo.cluster import Cluster
from geo.database import engine, given_address, query
from geo.release import digest
from geo.settings import Settings


def describe(settings: Settings) -> dict[str, Any]:
    """Return the facts, starting nothing."""
    found: dict[str, Any] = {"release": geo.__version__}
    if settings.database_url is not None:
        url = given_address(settings.database_url)
        found |= {"private": False, "address": url.render_as_string(hide_password=True)}
        return found | _inside(settings)
    installed = postgis.find(settings.data)
    found |= {"private": True, "folder": str(settings.data / "cluster"), "running": False}
    if installed is None:
        return found | {"postgis": None}
    status = Cluster(settings.data / "cluster", installed).status()
    found |= {
        "postgis": str(status.programs),
        "postgresql": installed.version,
        "security_updates": not status.private_copy,
        "made": status.exists,
        "running": status.running,
        "socket": str(status.socket) if status.socket else None,
    }
    return found | (_inside(settings) if status.running else {})


def _inside(settings: Settings) -> dict[str, Any]:
    try:
        with engine(settings).connect() as connection:
            made_from = connection.scalar(query("schema_digest"))
            versions = dict(connection.execute(query("server_versions")).one()._mapping)
            inside = {
                "reachable": True,
                "versions": versions,
                "up_to_date": made_from == digest(),
            }
            if made_from is not None:
                inside |= {"held": dict(connection.execute(query("held_counts")).one()._mapping)}
            return inside
    except SQLAlchemyError:
        return {"reachable": False}


def sentences(found: dict[str, Any]) -> list[str]:
    """Say the facts to a person."""
    lines = []
    if not found["private"]:
        lines.append(f"database: {found['address']} (NIGHTJAR_DATABASE_URL)")
    elif found["postgis"] is None:
        lines.append("PostGIS is not installed: nightjar db start installs it")
    else:
        state = "running" if found["running"] else "stopped" if found["made"] else "not made yet"
        lines.append(f"private cluster: {found['folder']} ({state})")
        if found["socket"]:
            lines.append(f"socket: {found['socket']} (no TCP port is open)")
        lines.append(f"PostgreSQL {found['postgresql']}: {found['postgis']}")
        if not found["security_updates"]:
            lines.append(
                "PostGIS is a private copy and gets NO SECURITY UPDATES: for anything but a trial, "
                "have an administrator install PostGIS, or set NIGHTJAR_DATABASE_URL"
            )
    if versions := found.get("versions"):
        beside = f" with PostGIS {versions['postgis']}" if versions["postgis"] else ""
        lines.append(f"the server is PostgreSQL {versions['postgresql']}{beside}")
    if "reachable" in found:
        lines.append(_content(found))
    return lines


def _content(found: dict[str, Any]) -> str:
    if not found["reachable"]:
        return "the database does not answer"
    if not found["up_to_date"]:
        return "the tables are not of this release: run nightjar db upgrade"
    held = ", ".join(f"{rows:,} {what}" for what, rows in found["held"].items())
    return f"tables are of this release; held: {held}"


def data(settings: Settings) -> dict[str, Any]:
    """Return what a report says of the data that it is about: how much, to which day, published."""
    with engine(settings).connect() as connection:
        held = connection.execute(query("held_counts")).one()
        published = connection.execute(query("cell_publications")).all()
        return {
            **held._mapping,
            "release": geo.__version__,
            "digest": digest(),
            "horizon": connection.scalar(query("data_horizon")),
            "quarters": [row.quarter for row in published],
        }
