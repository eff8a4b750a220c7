"""What a result was made of, beside it: terms, seed, data, versions and a hash, to do it again.

The hash is over the answer, not over the file: a file carries its own marking, with the hour it
was taken. Numbers are told to six digits, past which libraries of other machines may differ.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
from geo.errors import QuestionError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.found import Found

_LIBRARIES = ("numpy", "scipy", "shapely", "geopandas")
_DIGITS = 6


def manifest(name: str, terms: dict[str, Any], found: Found) -> dict[str, Any]:
    """Return the manifest of a result."""
    return {
        "analysis": name,
        "terms": terms,
        "data_sha256": found.data_sha256,
        "result_sha256": digest(found.frame),
        "nightjar": geo.__version__,
        "libraries": {each: version(each) for each in _LIBRARIES},
    }


def digest(frame: GeoDataFrame) -> str:
    """Return a hash over the rows of an answer, their order and their shapes."""
    said = hashlib.sha256()
    said.update("|".join(frame.columns).encode())
    shapes = frame.geometry.normalize().to_wkt(rounding_precision=3)
    plain = frame.drop(columns=frame.geometry.name)
    for row, shape in zip(plain.itertuples(index=False), shapes, strict=True):
        said.update(("|".join(_told(each) for each in row) + f"|{shape}\n").encode())
    return said.hexdigest()


def write(path: Path, made: dict[str, Any]) -> Path:
    """Write a manifest beside a file, and return where."""
    beside = path.with_name(f"{path.name}.manifest.json")
    beside.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.chmod(0o600)
    return beside


def read(path: Path) -> dict[str, Any]:
    """Return a manifest as it was written. Raises: QuestionError if it is none."""
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        missing = {"analysis", "terms", "data_sha256", "result_sha256"} - set(made)
    except (ValueError, TypeError, OSError) as error:
        raise QuestionError(
            f"{path.name} must be a manifest that stands beside a result, and cannot be read as one"
        ) from error
    if missing:
        raise QuestionError(
            f"{path.name} must have {', '.join(sorted(missing))}: it is no manifest"
        )
    return dict(made)


def _told(value: Any) -> str:
    return f"{value:.{_DIGITS}g}" if isinstance(value, float) else str(value)
