// How each layer is drawn: from features that this server sent to a group of Leaflet's.

import { choosable } from "./card.js";
import { nameArea } from "./labels.js";
import { PALETTE, bandOf, shade } from "./palette.js";
import { Mark, hatch } from "./shapes.js";

export const STATED = { land: "the coast", authority: "authorities", ward: "wards", roads: "roads",
  ranks: "taxi ranks", locations: "repeat locations", premises: "flagged premises",
  place: "this premises", cells: "areas", counts: "wards", points: "places of episodes",
  hotspots: "hotspots", missing: "squares children were missing from", tiles: "all premises",
  base: "the base map" };

export const DRAW = {
  land(state, features) {
    return L.geoJSON(features, { pane: "land", renderer: onPane("land"), interactive: false,
      style: { color: PALETTE.coast, weight: 1, fillColor: PALETTE.ground, fillOpacity: 1 } });
  },
  authority(state, features) {
    // where no coast is loaded, the authorities are the ground
    const ground = L.geoJSON(features, { pane: "ground", renderer: onPane("ground"),
      interactive: false, style: { stroke: false, fillColor: PALETTE.ground, fillOpacity: 1 } });
    const edges = L.geoJSON(features, { pane: "authority", renderer: onPane("authority"),
      interactive: false, style: { color: PALETTE.authority, weight: 1.5, fill: false },
      onEachFeature: (feature, area) => nameArea(state, feature, area, "authority") });
    return L.featureGroup([ground, edges]);
  },
  ward(state, features) {
    return L.geoJSON(features, { pane: "ward", renderer: onPane("ward"), interactive: false,
      style: { color: PALETTE.ward, weight: 0.75, fill: false },
      onEachFeature: (feature, area) => nameArea(state, feature, area, "ward") });
  },
  roads(state, features) {
    return L.geoJSON(features, { pane: "roads", renderer: onPane("roads"), interactive: false,
      style: (feature) => PALETTE.roads[feature.properties.class] || PALETTE.roads.street });
  },
  ranks(state, features) {
    return marks(state, features, (feature, at) => new Mark(at, { shape: "square", size: 5,
      fillColor: PALETTE.rank, fillOpacity: 1, color: "#fff", weight: 1.5 }));
  },
  cells(state, features) {
    countBands(state, "cells", features);
    return areas(state, features, ({ band_from: least }) =>
      ({ color: PALETTE.outline, weight: 1.5, fillColor: shade(least), fillOpacity: 0.6 }));
  },
  hotspots(state, features) {
    return areas(state, features, () =>
      ({ color: PALETTE.hotspot, weight: 2, fillColor: PALETTE.hotspot, fillOpacity: 0.3 }));
  },
  missing(state, features) {
    countBands(state, "missing", features);
    return areas(state, features, ({ band_from: least }) => ({ color: PALETTE.missing[0][1], weight: 1,
      dashArray: "4 2", fillColor: shade(least, PALETTE.missing), fillOpacity: 0.6 }));
  },
  counts(state, features) {
    const hatched = hatch();
    countBands(state, "counts", features);
    return areas(state, features, ({ state: shown, band_from: from }) => ({
      shown: { color: PALETTE.outline, weight: 1.25, fillColor: shade(from), fillOpacity: 0.85 },
      not_shown: { color: PALETTE.outline, weight: 0.75, fillColor: hatched, fillOpacity: 1 },
      no_data: { color: PALETTE.outline, weight: 0.75, dashArray: "3 3", fillColor: "#fff", fillOpacity: 0.01 },
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
        choosable(state, L.circleMarker(at, { size, color: PALETTE.ring, weight: 2, fill: false }), feature)
          .addTo(group);
      });
    });
    return group;
  },
  points(state, features) {
    return marks(state, features, (feature, at) => L.circleMarker(at, {
      size: 2.5 + Math.min(7, Math.sqrt(feature.properties.episodes)), color: "#fff", weight: 1,
      fillColor: PALETTE.place, fillOpacity: 0.75 }));
  },
  premises(state, features) {
    const bands = {};
    state.rows.clear();
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
      { fillOpacity: 1, ...bandOf(feature.properties) }));
  },
  found(state, features) {
    const group = L.featureGroup();
    features.forEach((feature) => {
      const [at] = L.GeoJSON.coordsToLatLngs([feature.geometry.coordinates]);
      L.circleMarker(at, { size: 9, color: "#fff", weight: 5, fill: false, interactive: false }).addTo(group);
      choosable(state, new Mark(at, { shape: "circle", size: 9, color: PALETTE.found, weight: 2.5,
        fillColor: "#fff", fillOpacity: 0.15 }), feature).addTo(group);
    });
    return group;
  },
  place(state, features) {
    const group = L.featureGroup();
    features.forEach((feature) => {
      const [at] = L.GeoJSON.coordsToLatLngs([feature.geometry.coordinates]);
      L.circle(at, { radius: feature.properties.precision_m, color: PALETTE.bands[0].fillColor,
        weight: 1, dashArray: "4 4", fillOpacity: 0.08, interactive: false }).addTo(group);
      choosable(state, new Mark(at, { ...PALETTE.bands[0], fillOpacity: 1 }), feature).addTo(group);
    });
    return group;
  },
};

function onPane(pane) {
  return L.canvas({ pane, padding: 0.3 });
}

// the legend says how many areas each band has
function countBands(state, name, features) {
  const from = features.map(({ properties }) => properties.band_from);
  state.scope.querySelectorAll(`[data-map-${name}]`).forEach((count) => {
    const least = Number(count.getAttribute(`data-map-${name}`));
    count.textContent = from.filter((each) => each === least).length.toLocaleString("en-GB");
  });
}

function areas(state, features, style) {
  return L.geoJSON(features, { style: (feature) => style(feature.properties),
    onEachFeature: (feature, area) => choosable(state, area, feature) });
}

function marks(state, features, make) {
  const group = L.featureGroup();
  features.forEach((feature) => {
    const [at] = L.GeoJSON.coordsToLatLngs([feature.geometry.coordinates]);
    choosable(state, make(feature, at), feature).addTo(group);
  });
  return group;
}
