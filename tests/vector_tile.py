"""Read a vector tile by the specification (version 2.1), a second time: features and their tags."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HALF_M = 20_037_508.342789244  # half the side of EPSG:3857


@dataclass(frozen=True)
class Point:
    """A point of a tile: where it is in EPSG:3857, in metres, and what is said of it."""

    x: float
    y: float
    tags: dict[str, Any]


def layers(tile: bytes, zoom: int, column: int, row: int) -> dict[str, list[Point]]:
    """Return the points of each layer of a tile."""
    found = {}
    for number, layer in _fields(tile):
        assert number == 3
        parts = list(_fields(layer))
        name = next(value for field, value in parts if field == 1).decode()
        keys = [value.decode() for field, value in parts if field == 3]
        values = [_value(value) for field, value in parts if field == 4]
        extent = next((value for field, value in parts if field == 5), 4096)
        side = 2 * HALF_M / 2**zoom
        found[name] = [
            _point(
                value, keys, values, (column * side - HALF_M, HALF_M - row * side, side / extent)
            )
            for field, value in parts
            if field == 2
        ]
    return found


@dataclass(frozen=True)
class Feature:
    """A feature of any kind (1 point, 2 line, 3 area): its lines in parts of the tile's side."""

    kind: int
    lines: list[list[tuple[float, float]]]
    tags: dict[str, Any]


def features(tile: bytes) -> list[Feature]:
    """Return the features of a tile that has one layer."""
    [(_, layer)] = list(_fields(tile))
    parts = list(_fields(layer))
    keys = [value.decode() for field, value in parts if field == 3]
    values = [_value(value) for field, value in parts if field == 4]
    extent = next((value for field, value in parts if field == 5), 4096)
    found = []
    for field, feature in parts:
        if field == 2:
            said = dict(_fields(feature))
            numbers = list(_varints(said.get(2, b"")))
            pairs = zip(*[iter(numbers)] * 2, strict=True)
            tags = {keys[key]: values[value] for key, value in pairs}
            found.append(Feature(said[3], _lines(list(_varints(said[4])), extent), tags))
    return found


def _lines(commands: list[int], extent: int) -> list[list[tuple[float, float]]]:
    lines: list[list[tuple[float, float]]] = []
    x = y = at = 0
    while at < len(commands):
        command, times = commands[at] & 7, commands[at] >> 3
        at += 1
        for _ in range(times if command != 7 else 0):
            x, y = x + _signed(commands[at]), y + _signed(commands[at + 1])
            at += 2
            if command == 1:
                lines.append([])
            lines[-1].append((x / extent, y / extent))
    return lines


def _point(
    feature: bytes, keys: list[str], values: list[Any], place: tuple[float, float, float]
) -> Point:
    parts = dict(_fields(feature))
    assert parts[3] == 1, "points alone are in these tiles"
    command, x, y = list(_varints(parts[4]))
    assert command == 9
    numbers = list(_varints(parts.get(2, b"")))
    tags = {keys[key]: values[value] for key, value in zip(*[iter(numbers)] * 2, strict=True)}
    west, north, unit = place
    return Point(west + _signed(x) * unit, north - _signed(y) * unit, tags)


def _value(written: bytes) -> Any:
    [(field, value)] = list(_fields(written))
    if field == 1:
        return value.decode()
    if field == 3:
        return struct.unpack("<d", value)[0]
    return bool(value) if field == 7 else value


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _varints(written: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in written:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def _fields(written: bytes) -> Iterator[tuple[int, Any]]:
    """Return the fields of a protocol buffer: numbers, or bytes."""
    at = 0

    def varint() -> int:
        nonlocal at
        begun = at
        while written[at] > 127:
            at += 1
        at += 1
        return next(_varints(written[begun:at]))

    while at < len(written):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        length = {1: 8, 5: 4}.get(key & 7) or varint()
        yield key >> 3, written[at : at + length]
        at += length
