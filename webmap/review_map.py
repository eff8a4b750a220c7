"""ReviewMap: Folium's map with vendored files alone, in parts that a page places under its policy.

As it comes, Folium names four outside hosts, a public tile server, jQuery and Bootstrap, forbids
zooming the page, and draws its elements' names by chance.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import folium
from branca.element import CssLink, Element, JavascriptLink
from folium.template import Template
from markupsafe import Markup

from webmap.base_tiles import BaseTiles

VENDORED = "/static/vendor/leaflet-1.9.4"
BRITAIN = (54.2, -3.2)  # what is shown until the page has fetched what it draws


class Parts(NamedTuple):
    """A map for a template: links for the head, an element for the body, a script after both.

    ``held`` names the layers of the base map that something was loaded of, and ``tiled`` those of
    them that come as tiles; ``base`` is a base map of pictures, where an installation has one.
    """

    header: Markup
    html: Markup
    script: Markup
    held: frozenset[str] = frozenset()
    base: BaseTiles | None = None
    tiled: frozenset[str] = frozenset()


class ReviewMap(folium.Map):
    """An empty map of one page; its layers fetch what they draw from this server.

    Folium keeps its lists of files on the class, for every map of the process: these are our own.
    """

    default_js = [("leaflet", f"{VENDORED}/leaflet.js")]  # noqa: RUF012 - as Folium types them
    default_css = [("leaflet_css", f"{VENDORED}/leaflet.css")]  # noqa: RUF012

    # Folium's own would write style elements, a viewport without zoom, and an untold element
    _template = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} role="region"
                aria-label={{ this.label|tojson }}></div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map(
                {{ this.get_name()|tojson }},
                {center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}}
            );
            nightjar.begin({{ this.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        label: str,
        held: frozenset[str] = frozenset(),
        base: BaseTiles | None = None,
        tiled: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(
            location=BRITAIN,
            tiles=None,
            zoom_start=6,
            prefer_canvas=True,
            attribution_control=False,
            zoom_snap=0.25,
            scroll_wheel_zoom=False,  # until the map has the focus: the page itself must scroll
        )
        self.label = label
        self.base = base
        self.held = held  # the layers of the base map that there is something of
        self.tiled = tiled
        self.options["max_zoom"] = 19  # Folium gives it to a tile layer alone, and there is none

    @classmethod
    def _generate_id(cls) -> str:
        return "review"  # one to a page, and the same at each rendering

    def add_js_link(self, name: str, url: str) -> None:
        """Refuse: a map uses the files that are vendored, and no others. Raises: TypeError."""
        raise TypeError(f"a ReviewMap uses vendored files only, found {name} at {url}")

    def add_css_link(self, name: str, url: str) -> None:
        """Refuse, as for scripts. Raises: TypeError."""
        raise TypeError(f"a ReviewMap uses vendored files only, found {name} at {url}")

    def parts(self) -> Parts:
        """Return the map for a template. The script needs ``static/map/main.js`` and a nonce."""
        layers = [self, *self._children.values()]
        script = Markup("\n").join(_macro(each, "script") for each in layers)
        return Parts(_links(), _macro(self, "html"), script, self.held, self.base, self.tiled)


@cache
def _links() -> Markup:
    links = [
        *(JavascriptLink(url) for _, url in ReviewMap.default_js),
        *(CssLink(url) for _, url in ReviewMap.default_css),
    ]
    return Markup("\n").join(Markup(each.render()) for each in links)  # noqa: S704 - our constants


def _macro(element: Element, name: str) -> Markup:
    """Return what a macro of an element's template says.

    Folium's own rendering would make a template of that text anew for each page, which takes as
    long as all the rest of a map, and would read braces in an address as its language.
    """
    said = getattr(element._template.module, name)(element, {})  # noqa: SLF001 - branca's only way
    # Folium's own text and our constants: no cell of a register reaches these templates
    return Markup(said)  # noqa: S704
