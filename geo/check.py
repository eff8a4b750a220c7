"""Prove that the database is what the models and the release say it is."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from geoalchemy2.alembic_helpers import include_object
from sqlalchemy import CheckConstraint, Connection, inspect

from geo import made
from geo.database import query
from geo.models import Model
from geo.release import digest
from geo.upgrade import alembic_config


def check(connection: Connection) -> list[str]:
    """Return what differs, one sentence each; an empty list is agreement.

    Compared: tables, columns, keys and indexes with the models (by Alembic), the names of check
    constraints, whether derived and released are this release's, every object and right with what
    the last upgrade made, and that no episode refers to nothing.
    """
    if connection.scalar(query("schema_digest")) is None:
        return ["the database has no Nightjar tables yet: run nightjar db upgrade"]
    return [
        *_structure(connection),
        *_check_constraints(connection),
        *_release(connection),
        *_references(connection),
    ]


def _structure(connection: Connection) -> list[str]:
    include_name = alembic_config(connection).attributes["include_name"]
    context = MigrationContext.configure(
        connection,
        opts={
            "include_schemas": True,
            "include_object": include_object,
            "include_name": include_name,
            "compare_type": True,
            "target_metadata": Model.metadata,
        },
    )
    differences = [_describe(each) for each in compare_metadata(context, Model.metadata)]
    # what columns are for is said in sql/comments, and not once more in the models
    return [
        f"models and tables differ: {each}"
        for each in differences
        if "comment" not in each.split()[0]
    ]


def _describe(difference: object) -> str:
    """Say an Alembic difference in its own words, without the objects' inner parts."""
    while isinstance(difference, list) and difference:
        difference = difference[0]
    return " ".join(str(part) for part in difference) if isinstance(difference, tuple) else ""


def _check_constraints(connection: Connection) -> list[str]:
    inspector = inspect(connection)
    found = []
    for table in Model.metadata.sorted_tables:
        if not inspector.has_table(table.name, table.schema):
            continue  # which is said with the structure
        modelled = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        held = {str(c["name"]) for c in inspector.get_check_constraints(table.name, table.schema)}
        for name in sorted(modelled ^ held):
            where = "the model" if name in modelled else "the database"
            found.append(f"check constraint {name} of {table.fullname} is in {where} alone")
    return found


def _release(connection: Connection) -> list[str]:
    if connection.scalar(query("schema_digest")) != digest():
        return ["the database was made by another release: run nightjar db upgrade"]
    return [
        sentence if kept else f"{sentence}: run nightjar db upgrade, which makes it anew"
        for kept, sentence in made.differences(connection)
    ]


def _references(connection: Connection) -> list[str]:
    rows = connection.execute(query("dangling_references")).all()
    return [f"{row.rows} rows of {row.place} refer to nothing" for row in rows]
