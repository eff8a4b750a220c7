// All premises, however many: vector tiles of this server, each drawn on a canvas of its own.
// A click asks the tile under it which dot it meets, so a dot answers at every zoom.

import { CLOSE_ZOOM, choose, said } from "./card.js";
import { GROUP_OF, PALETTE, scaleAt } from "./palette.js";
import { SHAPES } from "./shapes.js";
import { readTile } from "./tile-reader.js";

const SIDE = 256, REACH = 8;  // pixels: of a tile, and from a dot's middle to where it is still met

const PremisesTiles = L.GridLayer.extend({
  createTile(coords, done) {
    const ratio = window.devicePixelRatio || 1;
    const tile = document.createElement("canvas");
    tile.width = tile.height = SIDE * ratio;
    tile.stop = new AbortController();
    this.options.ask(coords, tile.stop.signal).then((layers) => {
      tile.layers = layers;
      this.paint(tile, coords.z);
      done(null, tile);
    }).catch((error) => {
      if (error.name !== "AbortError") { this.options.failed(); }
      done(error, tile);
    });
    return tile;
  },

  paint(tile, zoom) {
    const pen = tile.getContext("2d"), ratio = tile.width / SIDE;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, SIDE, SIDE);
    (tile.layers.groups || []).forEach((group) => paintGroup(pen, group));
    (tile.layers.premises || []).forEach((dot) => {
      if (!this.options.covered(dot.id)) { paintDot(pen, dot, scaleAt(zoom)); }
    });
  },

  repaint() {
    Object.values(this._tiles).forEach(({ el, coords }) => { if (el.layers) { this.paint(el, coords.z); } });
  },

  // the dot or group at a place, nearest first; nothing if there is none
  at(latlng) {
    const zoom = this._tileZoom;
    if (!this._map || zoom === undefined) { return null; }
    const scale = this._map.getZoomScale(this._map.getZoom(), zoom);
    const place = this._map.project(latlng, zoom);
    const tile = this._tiles[`${Math.floor(place.x / SIDE)}:${Math.floor(place.y / SIDE)}:${zoom}`];
    if (!tile || !tile.el.layers) { return null; }
    const { premises = [], groups = [] } = tile.el.layers;
    const met = [...premises.filter(({ id }) => !this.options.covered(id)), ...groups]
      .map((each) => ({ each, apart: scale * Math.hypot(
        each.x * SIDE - (place.x - tile.coords.x * SIDE), each.y * SIDE - (place.y - tile.coords.y * SIDE)) }))
      .filter(({ each, apart }) => apart <= (each.premises ? radius(each) : REACH))
      .sort((one, other) => one.apart - other.apart)[0];
    if (!met) { return null; }
    const point = L.point(tile.coords.x + met.each.x, tile.coords.y + met.each.y).multiplyBy(SIDE);
    return { ...met.each, latlng: this._map.unproject(point, zoom) };
  },
});

function radius({ premises }) {
  return Math.min(15, 8 + 2 * Math.log10(premises));
}

function paintGroup(pen, group) {
  const x = group.x * SIDE, y = group.y * SIDE, r = radius(group);
  pen.beginPath();
  SHAPES.circle(pen, x, y, r);
  pen.fillStyle = "#fff";
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = PALETTE.authority;
  pen.stroke();
  pen.fillStyle = PALETTE.ink;
  pen.font = `${group.premises > 999 ? 9 : 11}px Arial, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(String(group.premises), x, y + 0.5);
}

function paintDot(pen, dot, times) {
  const { shape, size, fillColor } = PALETTE.kinds[GROUP_OF[dot.kind] || "other"];
  pen.beginPath();
  SHAPES[shape](pen, dot.x * SIDE, dot.y * SIDE, size * times);
  // a neighbour's is there to look at: its edge alone is drawn
  const hollow = shape === "ring" || dot.neighbour;
  pen.fillStyle = hollow ? "#fff" : fillColor;
  pen.fill();
  pen.lineWidth = hollow ? 1.5 : 1;
  pen.strokeStyle = hollow ? fillColor : "#fff";
  pen.stroke();
}

export function tiles(state, address) {
  const { map } = state;
  const words = JSON.parse(state.scope.dataset.kinds || "{}");
  const layer = new PremisesTiles({
    tileSize: SIDE, pane: "dots", minZoom: 6, maxZoom: 19, keepBuffer: 1, updateWhenIdle: true,
    // what is flagged has its own mark, while that is shown
    covered: (id) => state.flagged.has(id) && map.hasLayer(state.layers.get("premises")),
    failed: () => state.fail("all premises"),
    ask: async ({ x, y, z }, signal) => {
      const asked = address.replace("/0/0/0.", `/${z}/${x}/${y}.`);
      const answer = await fetch(asked, { credentials: "same-origin", signal });
      if (!answer.ok) { throw new Error(`${answer.status}`); }
      return readTile(await answer.arrayBuffer());
    },
  });
  layer.on("tileunload", ({ tile }) => tile.stop.abort());
  // dots lie over areas; numbers, which are wider, lie under what is flagged there
  layer.on("load", () => {
    const numbers = Object.values(layer._tiles).some(({ el }) => el.layers && el.layers.groups);
    map.getPane("dots").style.zIndex = numbers ? 350 : 450;
  });
  const hover = L.tooltip({ direction: "top", offset: [0, -4] });

  // true if there was something to choose
  state.chooseDot = (latlng) => {
    const met = map.hasLayer(layer) && layer.at(latlng);
    if (!met) { return false; }
    if (met.premises) {
      map.setView(met.latlng, Math.min(map.getZoom() + 2, CLOSE_ZOOM), { animate: false });
    } else {
      choose(state, asMark(met, words), map.getContainer());
    }
    return true;
  };
  map.on("click", ({ latlng }) => { if (!state.sketching) { state.chooseDot(latlng); } });
  map.on("mousemove", ({ latlng }) => {
    const met = map.hasLayer(layer) && layer.at(latlng);
    map.getContainer().classList.toggle("nj-over-dot", Boolean(met));
    if (met) {
      const text = met.premises ? `${met.premises} premises: click to look closer` : met.name;
      hover.setLatLng(met.latlng).setContent(said("span", text)).addTo(map);
    } else {
      hover.remove();
    }
  });
  map.on("mouseout", () => hover.remove());
  return layer;
}

function asMark(met, words) {
  const lines = [words[met.kind] || met.kind];
  if (met.neighbour) { lines.push("A neighbour's: to look at, not yours to visit"); }
  return { getLatLng: () => met.latlng,
    feature: { properties: { id: met.id, title: met.name, said: lines } } };
}
