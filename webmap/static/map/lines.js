// Large layers of the base map: tiles of lines and areas, which this server cut when they were
// loaded. Closer than the finest of them a part of it is drawn: its lines are exact enough.

import { nameArea } from "./labels.js";
import { PALETTE } from "./palette.js";
import { readTile } from "./tile-reader.js";

const SIDE = 256, FINEST = 14, KEPT = 48;  // pixels of a tile; its finest zoom; how many are kept

// what is drawn first lies under the rest; null is what has no class
const STYLES = {
  land: { classes: [null], style: () => ({ fillColor: PALETTE.ground, color: PALETTE.coast, weight: 1 }) },
  ground: { classes: [null], style: () => ({ fillColor: PALETTE.ground }) },
  authority: { classes: [null], style: () => ({ color: PALETTE.authority, weight: 1.5 }) },
  ward: { classes: [null], style: () => ({ color: PALETTE.ward, weight: 0.75 }) },
  roads: { classes: ["street", "b", "a", "motorway"], style: (name) => PALETTE.roads[name] },
};

const LineTiles = L.GridLayer.extend({
  createTile(coords, done) {
    const ratio = window.devicePixelRatio || 1;
    const tile = document.createElement("canvas");
    tile.width = tile.height = SIDE * ratio;
    const closer = Math.max(0, coords.z - FINEST);
    const from = { x: coords.x >> closer, y: coords.y >> closer, z: coords.z - closer };
    this.options.ask(from).then((features) => {
      const pen = tile.getContext("2d");
      const side = SIDE * 2 ** closer;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.translate(from.x * side - coords.x * SIDE, from.y * side - coords.y * SIDE);
      paint(pen, features, side, STYLES[this.options.part]);
      done(null, tile);
    }).catch((error) => {
      this.options.failed();
      done(error, tile);
    });
    return tile;
  },
});

function paint(pen, features, side, { classes, style }) {
  pen.lineJoin = pen.lineCap = "round";
  classes.forEach((name) => {
    const { fillColor, color, weight } = style(name);
    pen.beginPath();
    features.filter((each) => (each.class || null) === name).forEach(({ lines }) => lines.forEach((line) => {
      line.forEach(([x, y], place) => (place ? pen.lineTo(x * side, y * side) : pen.moveTo(x * side, y * side)));
    }));
    if (fillColor) { pen.fillStyle = fillColor; pen.fill(); }
    if (color) { pen.strokeStyle = color; pen.lineWidth = weight; pen.stroke(); }
  });
}

// a group of the layer's parts, each on the pane of its name; names join it when they come
export function lines(addresses, failed) {
  const parts = Object.entries(addresses).map(([part, address]) => {
    const kept = new Map();
    const fetched = async ({ x, y, z }) => {
      const answer = await fetch(address.replace("/0/0/0.", `/${z}/${x}/${y}.`), { credentials: "same-origin" });
      if (!answer.ok) { throw new Error(`${answer.status}`); }
      return readTile(await answer.arrayBuffer()).base || [];
    };
    const ask = (from) => {
      const key = `${from.z}/${from.x}/${from.y}`;
      if (!kept.has(key)) {
        const asked = fetched(from);
        kept.set(key, asked);
        asked.catch(() => kept.delete(key));  // so that it is asked for again
        if (kept.size > KEPT) { kept.delete(kept.keys().next().value); }
      }
      return kept.get(key);
    };
    return new LineTiles({ part, ask, failed, pane: part, tileSize: SIDE, minZoom: 6, maxZoom: 19,
      keepBuffer: 1, updateWhenIdle: true });
  });
  return L.layerGroup(parts);
}

// the names of a layer's areas stand where the server says; returns how far the areas reach
export function nameAreas(state, group, drawnAs, features) {
  const bounds = L.latLngBounds([]);
  features.forEach((feature) => {
    const [west, south, east, north] = feature.bbox;
    bounds.extend([[south, west], [north, east]]);
    const [at] = L.GeoJSON.coordsToLatLngs([feature.geometry.coordinates]);
    const place = L.circleMarker(at, { radius: 0, stroke: false, fill: false, interactive: false });
    nameArea(state, feature, place, drawnAs);
    place.addTo(group);
  });
  return bounds;
}
