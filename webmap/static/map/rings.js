// Rings of distance, off until they are asked for: round the middle of an area for whoever is
// shown areas, round the points of a repeat location for whoever is shown those.

import { said } from "./card.js";
import { PALETTE } from "./palette.js";

const NAMED_FROM = 14;  // further out the names of rings would cover one another

export function makeRings(state) {
  const bands = (state.scope.dataset.rings || "").split(",").map(Number).filter(Boolean);
  const group = L.featureGroup();
  middles(state).forEach((at) => bands.forEach((radius) => {
    L.circle(at, { radius, color: "#fff", weight: 3.5, fill: false, interactive: false }).addTo(group);
    const ring = L.circle(at, { radius, color: PALETTE.ring, weight: 1.5, dashArray: "6 4",
      fill: false, interactive: false }).addTo(group);
    const name = L.tooltip({ permanent: true, direction: "top", pane: "names", interactive: false,
      className: "nj-place-name nj-ring-name" }).setContent(said("span", `about ${radius} m`));
    ring.on("add remove", () => name.remove());
    group.on("named", ({ on }) => {
      if (on) { name.setLatLng(top(at, radius)).addTo(state.map); } else { name.remove(); }
    });
  }));
  const settle = () => group.fire("named",
    { on: state.map.hasLayer(group) && state.map.getZoom() >= NAMED_FROM });
  group.on("add remove", settle);
  state.map.on("zoomend", settle);
  group.on("gone", () => { state.map.off("zoomend", settle); group.fire("named", { on: false }); });
  return group;
}

function middles(state) {
  const areas = (state.features.cells || []).map(({ properties }) => properties.middle);
  const points = (state.features.locations || []).flatMap(({ geometry }) => geometry.coordinates);
  return L.GeoJSON.coordsToLatLngs([...areas, ...points].filter(Boolean));
}

function top(at, radius) {
  return [at.lat + radius / 111_320, at.lng];  // metres in a degree of latitude
}
