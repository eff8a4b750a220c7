"""One list of every parser of what outsiders send, and of the modules that parse nothing."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz import of_columns, of_files

SEEDS = Path(__file__).parent / "seeds"
PARSERS = of_columns.PARSERS | of_files.PARSERS

# each module of loaders that reads what outsiders wrote, and the parser that reaches it
REACHED_BY = {
    "angles": "values",
    "arrays": "numbers",
    "authorities": "authorities",
    "boundaries": "geometries",
    "clocks": "instants",
    "coded": "vocabularies",
    "cells": "columns",
    "columnar": "columns",
    "unclosed": "columns",
    "unread": "premises",
    "contract": "contract",
    "dates": "dates",
    "delimited": "delimited",
    "drivers": "shapefiles",
    "encoding": "encodings",
    "episode_file": "episode_headers",
    "episode_layout": "episode_headers",
    "episode_rows": "contract",
    "episodes": "episode_headers",
    "features": "geojson",
    "food_records": "food",
    "food_rows": "food",
    "headings": "headings",
    "homes": "vocabularies",
    "hours": "hours",
    "identifying": "identifying",
    "instants": "instants",
    "layout": "premises",
    "licensable": "meanings",
    "licence_layout": "premises",
    "looks": "looks",
    "meaning": "meanings",
    "packages": "geopackages",
    "placing": "grid_references",
    "positions": "positions",
    "periods": "premises",
    "premises": "premises",
    "premises_activities": "premises",
    "premises_boxes": "premises",
    "premises_closed": "premises",
    "premises_continued": "premises",
    "premises_dates": "premises",
    "premises_events": "premises",
    "premises_headings": "headings",
    "premises_layout": "premises",
    "premises_owners": "premises",
    "premises_people": "premises",
    "premises_periods": "premises",
    "premises_rows": "premises",
    "premises_understood": "premises",
    "premises_weekdays": "premises",
    "pseudonyms": "identifying",
    "repeating": "episode_headers",
    "roads": "geometries",
    "scanning": "columns",
    "source": "tables",
    "ssda903": "ssda903",
    "statuses": "meanings",
    "standing": "premises",
    "street": "street",
    "table": "tables",
    "taxi_columns": "taxis",
    "taxi_headings": "taxis",
    "taxi_homes": "taxis",
    "taxi_layout": "taxis",
    "taxi_operators": "taxis",
    "taxi_rows": "taxis",
    "taxi_status": "taxis",
    "taxi_vehicles": "taxis",
    "telling": "identifying",
    "telling_refs": "identifying",
    "values": "values",
    "vocabulary": "vocabularies",
    "wording": "meanings",
    "workbook": "workbooks",
}
# whose rows are read and stored in one act: whole files of them are made by chance, and loaded
BY_WHOLE_FILES = frozenset(
    {"addresses", "food", "postcodes", "taxi", "taxi_drivers", "taxi_ranks"}
    | {
        "area_served",
        "deleted",
        "episode_ledger",
        "episode_numbers",
        "episode_store",
        "erased_rows",
        "exchanged",
    }
    | {"premises_register", "premises_store"}
)
# nothing of a file's content is told from another by these
READ_NOTHING = frozenset(
    {
        "accounts",
        "analysing",
        "asker",
        "cage",
        "caged",
        "cancelling",
        "call_filter",
        "cli",
        "copying",
        "default_points",
    }
    | {
        "allocating",
        "forenames",
        "hashing",
        "jobs",
        "landlock",
        "listing_cli",
        "loading",
        "numbering",
        "pacing",
    }
    | {
        "proposing",
        "recurring",
        "report",
        "staging",
        "undoing",
        "worker",
        "work_cli",
        "writing",
    }
)


def seeds(parser: str) -> list[Path]:
    """Return what is kept for a parser: a good beginning, and whatever once broke it."""
    return sorted((SEEDS / parser).iterdir())
