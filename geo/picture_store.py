"""The picture by authority in the database: worked out with its quarter, and stored once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from sqlalchemy import Connection

import geo
from geo.database import query
from geo.perturbation import RecordKeys
from geo.picture import ChildReported, PictureRow, publish_picture
from geo.policy import Policy
from geo.quarters import Quarter


def work_out_picture(
    connection: Connection, children_keys: RecordKeys, quarter: Quarter, board: Policy
) -> list[PictureRow]:
    """Return the picture that would be published of a quarter; nothing is stored."""
    days = {"first_day": quarter.first_day, "last_day": quarter.last_day}
    rows = connection.execute(query("children_by_authority"), days).mappings()
    told = connection.execute(query("authorities_of_board"), {"last_day": quarter.last_day})
    return publish_picture(
        str(quarter),
        (ChildReported.of(row) for row in rows),
        {row.authority: row.received for row in told},
        board,
        children_keys,
    )


def add_picture(connection: Connection, quarter: Quarter, picture: Sequence[PictureRow]) -> bool:
    """Store the picture unless it is; False if another is published.

    A quarter that an earlier release published has none, and may be given one once.
    """
    sha256 = _sha256(picture)
    stored = connection.execute(query("picture_publications")).all()
    before = next((row for row in stored if row.quarter == str(quarter)), None)
    if before is not None:
        return bool(before.result_sha256 == sha256)
    values = {
        "quarter": str(quarter),
        "code_version": geo.__version__,
        "result_sha256": sha256,
    }
    connection.execute(query("store_picture_publication"), values)
    for row in picture:
        connection.execute(
            query("store_published_picture"),
            {
                "quarter": str(quarter),
                "authority": row.authority,
                "measure": str(row.measure),
                "state": row.state,
                "children": row.children,
            },
        )
    detail = {**values, "numbers": len(picture)}
    said = {"actor": "publisher", "action": "publish picture", "subject": str(quarter)}
    connection.execute(query("audit_add"), {**said, "detail": json.dumps(detail)})
    return True


def _sha256(picture: Sequence[PictureRow]) -> str:
    said = [row.described() for row in picture]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
