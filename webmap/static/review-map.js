// Draws the review map: fetches each layer from this server, and keeps map, card and list in step.
// Whatever a register or a file said reaches the page as the text of an element, and in no other way.

"use strict";

window.nightjar = (() => {
  const DARK = "#3b0a5c";
  // by the band's distance: form, size and colour differ, so that none is needed to tell them apart
  const BANDS = [
    { upTo: 100, shape: "circle", size: 7, fillColor: DARK, color: "#fff", weight: 1.5 },
    { upTo: 200, shape: "diamond", size: 7.5, fillColor: "#a06cc4", color: DARK, weight: 1 },
    { upTo: 400, shape: "triangle", size: 6.5, fillColor: "#e3d3f0", color: DARK, weight: 1 },
    { upTo: Infinity, shape: "square", size: 4.5, fillColor: "#fff", color: DARK, weight: 1 },
  ];
  const ROADS = {
    motorway: { color: "#7d9cc0", weight: 4 },
    a: { color: "#e0b96a", weight: 2.5 },
    b: { color: "#d9cb9a", weight: 1.75 },
    street: { color: "#d4d0c8", weight: 1 },
  };
  // areas and wards by their band of episodes: darker is more; the outline tells the lightest apart
  const RAMP = [[21, "#3b0a5c"], [11, "#6f2f9f"], [6, "#a06cc4"], [0, "#cdb4e0"]];
  const OUTLINE = "#1d1d3b";
  const RING = { color: "#c2410c", weight: 2, fill: false };
  const STATED = { land: "the coast", authority: "authorities", ward: "wards", roads: "roads",
    ranks: "taxi ranks", locations: "repeat locations", premises: "flagged premises",
    place: "this premises", cells: "areas", counts: "wards" };
  // what lies under the marks is drawn on panes that no click stops at, the lowest first
  const PANES = ["ground", "land", "ward", "roads", "authority"];
  const CLOSE_ZOOM = 16;
  // marks are smaller where a whole county is in view: from a zoom, times their size
  const SIZES = [[0, 0.6], [10, 0.75], [12, 0.9], [14, 1]];

  const SHAPES = {
    circle(pen, x, y, r) { pen.arc(x, y, r, 0, 2 * Math.PI); },
    diamond(pen, x, y, r) { corners(pen, [[x, y - r], [x + r, y], [x, y + r], [x - r, y]]); },
    triangle(pen, x, y, r) { corners(pen, [[x, y - r], [x + r, y + r * 0.8], [x - r, y + r * 0.8]]); },
    square(pen, x, y, r) { corners(pen, [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]); },
  };

  function corners(pen, points) {
    points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
  }

  // Leaflet draws circles alone; the vendored release's canvas lets a layer draw itself
  const Mark = L.CircleMarker.extend({
    _updatePath() {
      const canvas = this._renderer;
      if (!canvas._drawing || this._empty()) { return; }
      const { x, y } = this._point;
      canvas._ctx.beginPath();
      SHAPES[this.options.shape](canvas._ctx, x, y, Math.max(Math.round(this._radius), 1));
      canvas._fillStroke(canvas._ctx, this);
    },
  });

  const states = new WeakMap();

  function begin(map) {
    const scope = map.getContainer().closest("[data-review-map]");
    const find = (name) => scope.querySelector(`[data-map-${name}]`);
    const state = {
      map, scope, find, layers: new Map(), waiting: new Map(), failed: [], marks: new Map(),
      rows: new Map(), counts: {}, fetching: 0, home: null, halo: null, opener: null,
    };
    states.set(map, state);
    find("without").remove();
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      map._zoomAnimated = false;
      Object.assign(map.options, { fadeAnimation: false, inertia: false, markerZoomAnimation: false });
    }
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    PANES.forEach((name, index) => {
      const pane = map.createPane(name);
      pane.style.zIndex = 200 + index;
      pane.style.pointerEvents = "none";
    });
    const names = map.createPane("names");  // over the marks, and no click stops at them
    names.style.zIndex = 610;
    names.style.pointerEvents = "none";
    map.on("zoomend", () => resize(state));
    // the page scrolls under the pointer until the map has been chosen
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    // on paper the map has another size, and a sheet about all wards must show them all
    window.matchMedia("print").addEventListener("change", () => {
      if (!state.layers.has("counts")) { return; }
      map.invalidateSize({ pan: false, animate: false });
      map.fitBounds(state.home, { animate: false });
    });
    listen(state);
  }

  function listen(state) {
    const { map, scope, find } = state;
    scope.querySelectorAll("[data-map-layer]").forEach((box) => {
      box.addEventListener("change", () => toggle(state, box.dataset.mapLayer, box.checked));
    });
    find("all").addEventListener("click", () => { if (state.home) { map.fitBounds(state.home); } });
    find("close").addEventListener("click", () => close(state));
    scope.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !find("card").hidden) { close(state); }
    });
    document.querySelectorAll("[data-map-show]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => show(state, button));
    });
  }

  async function layer(map, address, drawnAs) {
    const state = states.get(map);
    const box = state.scope.querySelector(`[data-map-layer="${drawnAs}"]`);
    if (box && !box.checked) {
      state.waiting.set(drawnAs, address);  // fetched when it is first asked for
      return;
    }
    state.fetching += 1;
    try {
      const response = await fetch(address, { credentials: "same-origin" });
      if (!response.ok) { throw new Error(`${response.status}`); }
      draw(state, drawnAs, (await response.json()).features);
    } catch {
      state.failed.push(STATED[drawnAs]);
    }
    state.fetching -= 1;
    if (state.fetching === 0) { settled(state); }
  }

  function draw(state, drawnAs, features) {
    const made = DRAW[drawnAs](state, features);
    state.layers.set(drawnAs, made);
    state.counts[drawnAs] = features.length;
    const count = state.scope.querySelector(`[data-map-count="${drawnAs}"]`);
    if (count) { count.textContent = features.length.toLocaleString("en-GB"); }
    state.times = null;
    resize(state);
    made.addTo(state.map);
    // marks that arrive early must not be covered by those that arrive late
    ["counts", "cells", "ranks", "locations", "place", "premises"].forEach((name) => {
      const group = state.layers.get(name);
      if (group && state.map.hasLayer(group)) { group.eachLayer((each) => each.bringToFront()); }
    });
    settleView(state, drawnAs, made);
  }

  const DRAW = {
    land(state, features) {
      return L.geoJSON(features, { pane: "land", renderer: onPane("land"), interactive: false,
        style: { color: "#a8a294", weight: 1, fillColor: "#f7f5f0", fillOpacity: 1 } });
    },
    authority(state, features) {
      // where no coast is loaded, the authorities are the ground
      const ground = L.geoJSON(features, { pane: "ground", renderer: onPane("ground"),
        interactive: false, style: { stroke: false, fillColor: "#f7f5f0", fillOpacity: 1 } });
      const edges = L.geoJSON(features, { pane: "authority", renderer: onPane("authority"),
        interactive: false, style: { color: "#44525c", weight: 1.5, fill: false },
        onEachFeature: (feature, area) => name(state, feature, area) });
      return L.featureGroup([ground, edges]);
    },
    ward(state, features) {
      return L.geoJSON(features, { pane: "ward", renderer: onPane("ward"), interactive: false,
        style: { color: "#a9b4ba", weight: 0.75, fill: false } });
    },
    roads(state, features) {
      return L.geoJSON(features, { pane: "roads", renderer: onPane("roads"), interactive: false,
        style: (feature) => ROADS[feature.properties.class] || ROADS.street });
    },
    ranks(state, features) {
      return marks(state, features, (feature, at) => new Mark(at,
        { shape: "square", size: 5, fillColor: "#0f6e84", fillOpacity: 1, color: "#fff", weight: 1.5 }));
    },
    cells(state, features) {
      return areas(state, features, ({ band_from: from }) =>
        ({ color: OUTLINE, weight: 1.5, fillColor: shade(from), fillOpacity: 0.6 }));
    },
    counts(state, features) {
      const hatched = hatch();
      return areas(state, features, ({ state: shown, band_from: from }) => ({
        shown: { color: OUTLINE, weight: 1.25, fillColor: shade(from), fillOpacity: 0.85 },
        not_shown: { color: OUTLINE, weight: 0.75, fillColor: hatched, fillOpacity: 1 },
        no_data: { color: OUTLINE, weight: 0.75, dashArray: "3 3", fillColor: "#fff", fillOpacity: 0.01 },
      })[shown]);
    },
    locations(state, features) {
      const group = L.featureGroup();
      features.forEach((feature) => {
        const size = 8 + Math.min(8, Math.sqrt(feature.properties.episodes));
        L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates).forEach((at) => {
          // a pale edge keeps the ring apart from roads and boundaries
          L.circleMarker(at, { size, color: "#fff", weight: 4.5, fill: false, interactive: false })
            .addTo(group);
          choosable(state, L.circleMarker(at, { size, ...RING }), feature).addTo(group);
        });
      });
      return group;
    },
    premises(state, features) {
      const bands = {};
      features.forEach((feature, index) => {
        const { id, band_m: band } = feature.properties;
        state.rows.set(id, index + 1);
        bands[band] = (bands[band] || 0) + 1;
      });
      state.scope.querySelectorAll("[data-map-band]").forEach((count) => {
        count.textContent = (bands[count.dataset.mapBand] || 0).toLocaleString("en-GB");
      });
      // the list begins with the nearest: drawn last, they lie on top
      return marks(state, [...features].reverse(), (feature, at) => new Mark(at,
        { fillOpacity: 1, ...band(feature.properties) }));
    },
    place(state, features) {
      const group = L.featureGroup();
      features.forEach((feature) => {
        const [at] = L.GeoJSON.coordsToLatLngs([feature.geometry.coordinates]);
        L.circle(at, { radius: feature.properties.precision_m, color: DARK, weight: 1,
          dashArray: "4 4", fillOpacity: 0.08, interactive: false }).addTo(group);
        choosable(state, new Mark(at, { ...BANDS[0], fillOpacity: 1 }), feature).addTo(group);
      });
      return group;
    },
  };

  // an officer's bands are other distances than an analyst's: a mark may name its symbol
  function band({ symbol, band_m: metres }) {
    return symbol === undefined ? BANDS.find((each) => metres <= each.upTo) : BANDS[symbol];
  }

  function shade(from) {
    return RAMP.find(([least]) => (from || 0) >= least)[1];
  }

  // a canvas takes a pattern where it takes a colour
  function hatch() {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.strokeStyle = "#8a8f98";
    pen.lineWidth = 1.25;
    pen.beginPath();
    [[-2, 2, 2, -2], [0, 8, 8, 0], [6, 10, 10, 6]].forEach(([x, y, toX, toY]) => {
      pen.moveTo(x, y);
      pen.lineTo(toX, toY);
    });
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  function areas(state, features, style) {
    return L.geoJSON(features, { style: (feature) => style(feature.properties),
      onEachFeature: (feature, area) => choosable(state, area, feature) });
  }

  function onPane(pane) {
    return L.canvas({ pane, padding: 0.3 });
  }

  function marks(state, features, make) {
    const group = L.featureGroup();
    features.forEach((feature) => {
      const [at] = L.GeoJSON.coordsToLatLngs([feature.geometry.coordinates]);
      choosable(state, make(feature, at), feature).addTo(group);
    });
    return group;
  }

  function choosable(state, mark, feature) {
    mark.feature = feature;
    mark.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      choose(state, mark, state.map.getContainer());
    });
    mark.bindTooltip(() => said("span", feature.properties.title), { direction: "top" });
    if (feature.properties.id) { state.marks.set(feature.properties.id, mark); }
    return mark;
  }

  function name(state, feature, area) {
    // a label on the map, where Leaflet knows tooltips alone: the list says it to a screen reader
    area.on("tooltipopen", ({ tooltip }) => {
      tooltip.getElement().removeAttribute("role");
      tooltip.getElement().setAttribute("aria-hidden", "true");
    });
    area.bindTooltip(said("span", feature.properties.name || ""), { permanent: true, direction: "center", pane: "names",
      className: "nj-place-name", interactive: false });
  }

  // the map is set to the premises it is about, or else to the authorities
  function settleView(state, drawnAs, made) {
    const about = ["premises", "place", "counts"].includes(drawnAs);
    if (!about && (drawnAs !== "authority" || state.home)) { return; }
    const bounds = made.getBounds();
    if (!bounds.isValid()) { return; }
    state.home = bounds.pad(0.03);
    state.map.fitBounds(state.home, { animate: false, maxZoom: CLOSE_ZOOM });
  }

  function scale(state) {
    return SIZES.filter(([zoom]) => zoom <= state.map.getZoom()).pop()[1];
  }

  function resize(state) {
    const times = scale(state);
    if (times === state.times) { return; }
    state.times = times;
    state.layers.forEach((group) => group.eachLayer((mark) => {
      if (mark.options.size) { mark.setRadius(mark.options.size * times); }
    }));
  }

  function settled(state) {
    const drawn = [["premises", "premises", "premises"],
      ["locations", "repeat location", "repeat locations"], ["cells", "area", "areas"],
      ["counts", "ward", "wards"]]
      .filter(([name]) => state.counts[name] !== undefined)
      .map(([name, one, several]) => many(state.counts[name], one, several)).join(" and ");
    const status = state.find("status");
    status.classList.toggle("nj-map__status--failed", state.failed.length > 0);
    status.textContent = state.failed.length
      ? `Part of the map could not be drawn: ${state.failed.join(", ")}. What is beside it is complete without it.`
      : drawn && `Drawn: ${drawn}.`;
    state.map.getContainer().dataset.ready = "true";
    const target = location.hash.startsWith("#p-") && state.marks.get(location.hash.slice(3));
    if (target && !state.opener) { choose(state, target, null); }
  }

  function many(number, one, several) {
    return `${number.toLocaleString("en-GB")} ${number === 1 ? one : several}`;
  }

  function toggle(state, drawnAs, on) {
    const made = state.layers.get(drawnAs);
    if (made) {
      if (on) { made.addTo(state.map); } else { made.remove(); }
    } else if (on && state.waiting.has(drawnAs)) {
      const address = state.waiting.get(drawnAs);
      state.waiting.delete(drawnAs);
      layer(state.map, address, drawnAs);
    }
  }

  function show(state, button) {
    const mark = state.marks.get(button.dataset.mapShow);
    if (!mark) {
      state.find("status").textContent = "That premises is not on the map.";
      return;
    }
    state.map.setView(mark.getLatLng(), Math.max(state.map.getZoom(), CLOSE_ZOOM), { animate: false });
    choose(state, mark, button);
    state.scope.scrollIntoView({ block: "nearest" });
  }

  function choose(state, mark, opener) {
    const { id, title, said: lines } = mark.feature.properties;
    const card = state.find("card");
    state.find("title").textContent = title;
    state.find("said").replaceChildren(...lines.map((line) => said("p", line)), ...links(state, id));
    card.hidden = false;
    state.opener = opener;
    highlight(state, mark);
    select(state, id);
    if (opener) { card.focus({ preventScroll: true }); }
  }

  function links(state, id) {
    const { premises, list, perPage } = state.scope.dataset;
    if (!id || !premises) { return []; }
    const page = said("a", "Licences, hours and reasons");
    page.href = premises.replace("00000000-0000-0000-0000-000000000000", id);
    const found = [page];
    const row = state.rows.get(id);
    if (row && !document.getElementById(`p-${id}`)) {
      const address = new URL(list, location.href);
      address.searchParams.set("page", Math.ceil(row / Number(perPage)));
      address.hash = `p-${id}`;
      const inList = said("a", `Number ${row.toLocaleString("en-GB")} in the list`);
      inList.href = address.pathname + address.search + address.hash;
      found.push(inList);
    }
    return found.map((link) => {
      link.className = "govuk-link govuk-link--no-visited-state";
      const line = document.createElement("p");
      line.append(link);
      return line;
    });
  }

  function highlight(state, mark) {
    if (state.halo) { state.halo.remove(); }
    const edge = (style) => (mark.getLatLngs
      ? L.polygon(mark.getLatLngs(), { fill: false, interactive: false, ...style })
      : L.circleMarker(mark.getLatLng(), { radius: 13, fill: false, interactive: false, ...style }));
    state.halo = L.featureGroup([edge({ color: "#0b0c0c", weight: 7 }), edge({ color: "#ffdd00", weight: 4 })])
      .addTo(state.map);
  }

  function select(state, id) {
    document.querySelectorAll(".nj-flag--chosen").forEach((row) => row.classList.remove("nj-flag--chosen"));
    const row = id && document.getElementById(`p-${id}`);
    if (row) {
      row.classList.add("nj-flag--chosen");
      if (!row.contains(state.opener)) { row.scrollIntoView({ block: "nearest" }); }
    }
  }

  function close(state) {
    state.find("card").hidden = true;
    if (state.halo) { state.halo.remove(); state.halo = null; }
    select(state, null);
    if (state.opener) { state.opener.focus({ preventScroll: true }); }
    state.opener = null;
  }

  function said(element, text) {
    const made = document.createElement(element);
    made.textContent = text;
    return made;
  }

  return { begin, layer };
})();
