"""The layers of the map, a function each: where the page fetches one, and how it is drawn.

No data pass through Folium, which would paste them into a script, where a name could run as code.
Our own script fetches each layer from this server, and shows names as text and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from branca.element import MacroElement
from folium.template import Template


class FetchedLayer(MacroElement):
    """A layer that the page fetches by itself; ``drawn_as`` is a style of ``map/drawing.js``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            nightjar.layer(
                {{ this._parent.get_name() }}, {{ this.address|tojson }}, {{ this.drawn_as|tojson }}
            );
        {% endmacro %}
        """
    )

    def __init__(self, address: str, drawn_as: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "FetchedLayer", drawn_as
        self.address, self.drawn_as = address, drawn_as


class Tiles(MacroElement):
    """All premises as vector tiles; the page's script fills the address of each in."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            nightjar.tiles({{ this._parent.get_name() }}, {{ this.address|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "Tiles", "tiles"
        self.address = address


class CutLayer(MacroElement):
    """A large layer of the base map: tiles of lines and areas, and the names of its areas."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            nightjar.cut({{ this._parent.get_name() }}, {{ this.drawn_as|tojson }},
                {{ this.addresses|tojson }}, {{ this.names|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, drawn_as: str, addresses: Mapping[str, str], names: str | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "CutLayer", drawn_as
        self.drawn_as, self.addresses, self.names = drawn_as, dict(addresses), names


class BasePictures(MacroElement):
    """A base map of pictures; the page's script fetches the squares that are in view."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            nightjar.base({{ this._parent.get_name() }}, {{ this.address|tojson }},
                {{ this.least_zoom|tojson }}, {{ this.most_zoom|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, address: str, least_zoom: int, most_zoom: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "BasePictures", "base"
        self.address, self.least_zoom, self.most_zoom = address, least_zoom, most_zoom


def base_tiles(address: str, least_zoom: int, most_zoom: int) -> BasePictures:
    """A base map of pictures, under all that is Nightjar's own."""
    return BasePictures(address, least_zoom, most_zoom)


def in_tiles(drawn_as: str, addresses: Mapping[str, str], names: str | None) -> CutLayer:
    """A layer that is too large to be sent whole; the address of each part is that of 0/0/0."""
    return CutLayer(drawn_as, addresses, names)


def land(address: str) -> FetchedLayer:
    """The coast."""
    return FetchedLayer(address, "land")


def authorities(address: str) -> FetchedLayer:
    """The authorities' boundaries, with their names."""
    return FetchedLayer(address, "authority")


def wards(address: str) -> FetchedLayer:
    """The wards' boundaries."""
    return FetchedLayer(address, "ward")


def roads(address: str) -> FetchedLayer:
    """Roads by their class, the greatest on top."""
    return FetchedLayer(address, "roads")


def ranks(address: str) -> FetchedLayer:
    """Taxi ranks; not drawn until they are asked for."""
    return FetchedLayer(address, "ranks")


def repeat_locations(address: str) -> FetchedLayer:
    """Open rings round the repeat locations of a run, larger with more episodes; for analysts."""
    return FetchedLayer(address, "locations")


def flagged_premises(address: str) -> FetchedLayer:
    """Marks at flagged premises: their form, size and colour tell the band."""
    return FetchedLayer(address, "premises")


def this_premises(address: str) -> FetchedLayer:
    """A mark at one premises, and the circle in which it may be."""
    return FetchedLayer(address, "place")


def cells(address: str) -> FetchedLayer:
    """The published cells of an officer's area, darker with more episodes, outlined dark."""
    return FetchedLayer(address, "cells")


def places_of_episodes(address: str) -> FetchedLayer:
    """Discs at the points of places that count, larger with more episodes; for analysts."""
    return FetchedLayer(address, "points")


def hotspots(address: str) -> FetchedLayer:
    """Squares where episodes crowd beyond chance; for analysts."""
    return FetchedLayer(address, "hotspots")


def missing_squares(address: str) -> FetchedLayer:
    """Squares of 1 km that children were missing from, darker with more episodes; for analysts."""
    return FetchedLayer(address, "missing")


def all_premises(address: str) -> Tiles:
    """Dots of all premises by kind; the address is that of tile 0/0/0."""
    return Tiles(address)


def ward_counts(address: str) -> FetchedLayer:
    """Wards as the board is shown them: a band's colour, hatched where not shown."""
    return FetchedLayer(address, "counts")
