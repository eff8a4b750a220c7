"""Alembic's entry: runs the revisions on the connection that the upgrade hands over.

The connection and the models' metadata arrive as attributes, so that this package imports
nothing of ours. Revisions go forward only.
"""

from __future__ import annotations

from alembic import context
from geoalchemy2.alembic_helpers import include_object, render_item, writer

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["metadata"],
    include_schemas=True,
    include_object=include_object,
    include_name=attributes["include_name"],
    render_item=render_item,
    process_revision_directives=writer,
    version_table="schema_version",
    version_table_schema="held",
    compare_type=True,
)
context.run_migrations()
