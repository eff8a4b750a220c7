// The review map: begins it, fetches each layer from this server, and keeps map, card and list in
// step. What Folium writes calls nightjar.begin, nightjar.layer, nightjar.tiles
// and nightjar.cut.

import { listenForAsking } from "./ask.js";
import { choose, close, show, CLOSE_ZOOM } from "./card.js";
import { DRAW, STATED } from "./drawing.js";
import { saveImage } from "./image.js";
import { listenForKeys } from "./keys.js";
import { settleNames } from "./labels.js";
import { lines, nameAreas } from "./lines.js";
import { scaleAt } from "./palette.js";
import { makeRings } from "./rings.js";
import { listenForSketching } from "./sketch.js";
import { tiles as makeTiles } from "./tiles.js";
import { listenForTime } from "./time.js";

// what lies under the marks is drawn on panes that no click stops at, the lowest first
// a base map of pictures covers the ground, the land and the roads that were loaded
const PANES = ["ground", "land", "roads", "base", "ward", "authority"];
const ORDER = ["counts", "missing", "cells", "hotspots", "ranks", "points", "locations", "place", "premises", "found"];
const COMING_MS = 1000;
const states = new WeakMap();

function begin(map) {
  const scope = map.getContainer().closest("[data-review-map]");
  const state = {
    map, scope, find: (name) => scope.querySelector(`[data-map-${name}]`),
    layers: new Map(), waiting: new Map(), asked: new Map(), failed: new Set(), coming: new Map(), marks: new Map(), rows: new Map(),
    flagged: new Set(), counts: {}, features: {}, notes: {}, fetching: 0, home: null, halo: null, opener: null, sketching: false,
  };
  state.fail = (what) => { state.failed.add(what); settled(state); };
  state.put = (drawnAs, features) => draw(state, drawnAs, features);
  state.fetch = (drawnAs, address) => fetchLayer(state, drawnAs, address);
  state.again = (drawnAs, address) => again(state, drawnAs, address);
  state.show = (button) => show(state, button);
  states.set(map, state);
  scope.querySelectorAll("[data-map-tools]").forEach((tools) => { tools.hidden = false; });
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
  // dots over areas, names over the marks; no click stops at either
  Object.entries({ dots: 450, names: 610 }).forEach(([name, height]) => {
    const pane = map.createPane(name);
    pane.style.zIndex = height;
    pane.style.pointerEvents = "none";
  });
  map.on("zoomend", () => resize(state));
  map.on("moveend zoomend", () => settleNames(state));
  // the page scrolls under the pointer until the map has been chosen
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  // on paper the map has another size, and a sheet about all wards must show them all
  window.matchMedia("print").addEventListener("change", () => {
    map.invalidateSize({ pan: false, animate: false });
    if (state.layers.has("counts")) { map.fitBounds(state.home, { animate: false }); }
    settleNames(state);
  });
  listen(state);
  listenForKeys(state);
  listenForSketching(state);
  listenForAsking(state);
  listenForTime(state);
}

function listen(state) {
  const { map, scope, find } = state;
  scope.querySelectorAll("[data-map-layer]").forEach((box) => {
    box.addEventListener("change", () => toggle(state, box.dataset.mapLayer, box.checked));
  });
  find("all").addEventListener("click", () => { if (state.home) { map.fitBounds(state.home); } });
  find("image").addEventListener("click", () => saveImage(state));
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
  if (isOff(state, drawnAs)) {
    state.waiting.set(drawnAs, address);  // fetched when it is first asked for
  } else {
    await fetchLayer(state, drawnAs, address);
  }
}

function tiles(map, address) {
  const state = states.get(map);
  const made = makeTiles(state, address);
  state.layers.set("tiles", made);
  tellComing(state, made, STATED.tiles);
  if (!isOff(state, "tiles")) { made.addTo(map); }
}

// a layer that is too large to be sent whole: its tiles, and the names of its areas
async function cut(map, drawnAs, addresses, names) {
  const state = states.get(map);
  const made = lines(addresses, () => state.fail(STATED[drawnAs]));
  state.layers.set(drawnAs, made);
  made.eachLayer((part) => tellComing(state, part, STATED[drawnAs]));
  if (!isOff(state, drawnAs)) { made.addTo(map); }
  if (!names) { return; }
  await answered(state, drawnAs, names, (features) => {
    const reach = nameAreas(state, made, drawnAs, features);
    settleView(state, drawnAs, { getBounds: () => reach });
    settleNames(state);
  });
}

function base(map, address, least, most) {
  const state = states.get(map);
  const made = L.tileLayer(address, { pane: "base", minNativeZoom: least, maxNativeZoom: most,
    maxZoom: 19, keepBuffer: 1, updateWhenIdle: true, referrerPolicy: "no-referrer" });
  made.on("tileerror", () => state.fail(STATED.base));
  made.on("loading", () => state.failed.delete(STATED.base));  // another view may be had whole
  made.on("load", () => tellDrawn(state));
  state.layers.set("base", made);
  tellComing(state, made, STATED.base);
  if (!isOff(state, "base")) { made.addTo(state.map); }
}

function isOff(state, drawnAs) {
  const box = state.scope.querySelector(`[data-map-layer="${drawnAs}"]`);
  return Boolean(box && !box.checked);
}

// a layer of other terms: fetched now if it is shown, and else when it is
function again(state, drawnAs, address) {
  if (!isOff(state, drawnAs)) { state.waiting.delete(drawnAs); fetchLayer(state, drawnAs, address); return; }
  takeOff(state, drawnAs);
  state.asked.delete(drawnAs);  // what is on its way is of other terms
  state.waiting.set(drawnAs, address);
}

async function fetchLayer(state, drawnAs, address) {
  await answered(state, drawnAs, address, (features, notes) => {
    draw(state, drawnAs, features);
    state.notes[drawnAs] = notes;
    state.failed.delete(STATED[drawnAs]);
  }, () => {
    // what stood there may be of other days than the page says now; its switch asks again
    if (state.layers.has(drawnAs)) { draw(state, drawnAs, []); }
    takeOff(state, drawnAs);
    state.scope.querySelectorAll(counted(drawnAs)).forEach((count) => { count.textContent = ""; });
    state.waiting.set(drawnAs, address);
  });
}

async function answered(state, drawnAs, address, use, without = () => {}) {
  // a step of time may be taken before the last one is answered: the last that was asked is shown
  const mine = Symbol(address);
  state.asked.set(drawnAs, mine);
  const last = () => state.asked.get(drawnAs) === mine;
  state.fetching += 1;
  waiting(state, true);
  try {
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok) { throw new Error(`${response.status}`); }
    const { features, notes = [] } = await response.json();
    if (last()) { use(features, notes); }
  } catch {
    if (last()) {
      state.failed.add(STATED[drawnAs]);
      without();
    }
  }
  state.fetching -= 1;
  if (state.fetching === 0) { settled(state); }
}

// takes a layer off the map, with the card of what was chosen in it
function takeOff(state, drawnAs) {
  const before = state.layers.get(drawnAs);
  if (!before) { return; }
  if (state.chosen && before.hasLayer && before.hasLayer(state.chosen)) {
    state.opener = null;  // who moves through time stays where they are
    close(state);
  }
  before.remove();
  if (drawnAs === "premises" || drawnAs === "found") {
    before.eachLayer(({ feature }) => feature && state.marks.delete(feature.properties.id));
  }
  ["layers", "waiting"].forEach((kept) => state[kept].delete(drawnAs));
  delete state.counts[drawnAs];
  delete state.features[drawnAs];
  delete state.notes[drawnAs];
}

// where the legend says how many a layer has, in all and by band
function counted(drawnAs) {
  const ofBands = `[data-map-${drawnAs === "premises" ? "band" : drawnAs}]`;
  return `.nj-legend__count:is([data-map-count="${drawnAs}"], ${ofBands})`;
}

function draw(state, drawnAs, features) {
  takeOff(state, drawnAs);
  const made = DRAW[drawnAs](state, features);
  state.layers.set(drawnAs, made);
  state.features[drawnAs] = features;
  state.counts[drawnAs] = features.length;
  const count = state.scope.querySelector(`[data-map-count="${drawnAs}"]`);
  if (count) { count.textContent = features.length.toLocaleString("en-GB"); }
  settleLegend(state, drawnAs, !isOff(state, drawnAs));
  state.times = null;
  resize(state);
  if (!isOff(state, drawnAs)) { made.addTo(state.map); }
  // marks that arrive early must not be covered by those that arrive late
  ORDER.forEach((name) => {
    const group = state.layers.get(name);
    if (group && state.map.hasLayer(group)) { group.eachLayer((each) => each.bringToFront()); }
  });
  const dots = state.layers.get("tiles");
  if (drawnAs === "premises") { state.flagged = new Set(features.map(({ properties }) => properties.id)); }
  if (dots && state.map.hasLayer(dots)) { dots.repaint(); }
  if (["cells", "locations"].includes(drawnAs)) { settleRings(state); }
  settleView(state, drawnAs, made);
  settleNames(state);
}

function settleRings(state) {
  const before = state.layers.get("rings");
  if (before) { before.fire("gone"); before.remove(); state.layers.delete("rings"); }
  const box = state.scope.querySelector('[data-map-layer="rings"]');
  if (box && box.checked) {
    const made = makeRings(state);
    state.layers.set("rings", made);
    made.addTo(state.map);
  }
}

// the map is set to the premises it is about, or else to the authorities
function settleView(state, drawnAs, made) {
  const about = ["premises", "place", "counts"].includes(drawnAs) && !state.seen;
  if (!about && (drawnAs !== "authority" || state.home)) { return; }
  const bounds = made.getBounds();
  if (!bounds.isValid()) { return; }
  state.home = bounds.pad(0.03);
  state.seen = drawnAs !== "authority";
  state.map.fitBounds(state.home, { animate: false, maxZoom: CLOSE_ZOOM });
}

function resize(state) {
  const times = scaleAt(state.map.getZoom());
  if (times === state.times) { return; }
  state.times = times;
  state.layers.forEach((group) => group.eachLayer && group.eachLayer((mark) => {
    if (mark.options.size) { mark.setRadius(mark.options.size * times); }
  }));
}

const NAMED = [["premises", "premises", "premises"],
  ["locations", "repeat location", "repeat locations"], ["cells", "area", "areas"],
  ["points", "place of episodes", "places of episodes"], ["hotspots", "hotspot", "hotspots"],
  ["missing", "square of 1 km", "squares of 1 km"], ["counts", "ward", "wards"]];

// what is drawn now: a layer that was switched off is not
function tellDrawn(state) {
  const drawn = new Intl.ListFormat("en-GB").format(NAMED
    .filter(([name]) => state.counts[name] !== undefined && !isOff(state, name))
    .map(([name, one, several]) => many(state.counts[name], one, several)));
  const noted = NAMED.filter(([name]) => !isOff(state, name))
    .flatMap(([name,, several]) => (state.notes[name] || []).map((note) => `Of the ${several}: ${note}.`));
  const status = state.find("status");
  status.classList.toggle("nj-map__status--failed", state.failed.size > 0);
  status.textContent = [
    state.failed.size
      ? `Part of the map could not be drawn: ${[...state.failed].join(", ")}. What is beside it is complete without it.`
      : drawn && `Drawn: ${drawn}.`,
    state.coming.size > 0 && `Still on its way: ${[...new Set(state.coming.values())].join(", ")}.`,
    ...noted,
  ].filter(Boolean).join(" ");
}

// tiles come one by one: that some have not is said once it takes longer than a look
function tellComing(state, made, name) {
  let timer = 0;
  const come = () => {
    window.clearTimeout(timer);
    if (state.coming.delete(made)) { tellDrawn(state); }
  };
  made.on("loading", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { state.coming.set(made, name); tellDrawn(state); }, COMING_MS);
  });
  made.on("load remove", come);
}

// what is on its way is said to those who cannot see that it is missing
function waiting(state, busy) {
  const frame = state.map.getContainer();
  frame.dataset.ready = String(!busy);
  frame.setAttribute("aria-busy", String(busy));
}

function settled(state) {
  tellDrawn(state);
  waiting(state, state.fetching > 0);
  settleNames(state);
  const target = location.hash.startsWith("#p-") && state.marks.get(location.hash.slice(3));
  if (target && !state.opener) { choose(state, target, null); }
}

function many(number, one, several) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : several}`;
}

function toggle(state, drawnAs, on) {
  if (drawnAs === "rings") { settleRings(state); return; }
  settleLegend(state, drawnAs, on);
  const made = state.layers.get(drawnAs);
  if (made) {
    if (on) { made.addTo(state.map); } else { made.remove(); }
    const dots = state.layers.get("tiles");
    if (drawnAs === "premises" && dots && state.map.hasLayer(dots)) { dots.repaint(); }
    settleNames(state);
    tellDrawn(state);
  } else if (on && state.waiting.has(drawnAs)) {
    const address = state.waiting.get(drawnAs);
    state.waiting.delete(drawnAs);
    fetchLayer(state, drawnAs, address);
  }
}

// a part of the legend that is of one layer is there with it
function settleLegend(state, drawnAs, on) {
  const part = state.scope.querySelector(`[data-map-legend="${drawnAs}"]`);
  if (part) { part.hidden = !on; }
}

window.nightjar = { base, begin, cut, layer, tiles };
