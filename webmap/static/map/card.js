// What is chosen: its card, its halo on the map and its row in the list, always in step.
// Whatever a register or a file said reaches the page as the text of an element, in no other way.

import { PALETTE } from "./palette.js";

const NOTHING = "00000000-0000-0000-0000-000000000000";
export const CLOSE_ZOOM = 16;

export function said(element, text) {
  const made = document.createElement(element);
  made.textContent = text;
  return made;
}

export function choosable(state, mark, feature) {
  mark.feature = feature;
  mark.on("click", (event) => {
    L.DomEvent.stopPropagation(event);
    if (state.sketching) { state.map.fire("click", event); return; }
    // an area lies under the dots of premises: a click on a dot is not one on the area
    if (mark.getLatLngs && state.chooseDot && state.chooseDot(event.latlng)) { return; }
    choose(state, mark, state.map.getContainer());
  });
  mark.bindTooltip(() => said("span", feature.properties.title), { direction: "top" });
  if (feature.properties.id) { state.marks.set(feature.properties.id, mark); }
  return mark;
}

export function choose(state, mark, opener) {
  const { id, title, said: lines } = mark.feature.properties;
  const card = state.find("card");
  state.find("title").textContent = title;
  state.find("said").replaceChildren(...lines.map((line) => said("p", line)), ...links(state, id));
  card.hidden = false;
  state.opener = opener;
  state.chosen = mark;
  highlight(state, mark);
  select(state, id);
  if (opener) { card.focus({ preventScroll: true }); }
}

// a row of the list shows its premises
export function show(state, button) {
  const mark = state.marks.get(button.dataset.mapShow);
  if (!mark) {
    state.find("status").textContent = "That premises is not on the map.";
    return;
  }
  state.map.setView(mark.getLatLng(), Math.max(state.map.getZoom(), CLOSE_ZOOM), { animate: false });
  choose(state, mark, button);
  state.scope.scrollIntoView({ block: "nearest" });
}

export function close(state) {
  state.find("card").hidden = true;
  if (state.halo) { state.halo.remove(); state.halo = null; }
  select(state, null);
  if (state.opener) { state.opener.focus({ preventScroll: true }); }
  state.opener = null;
  state.chosen = null;
}

function links(state, id) {
  const { premises, list, perPage } = state.scope.dataset;
  if (!id || !premises) { return []; }
  const page = said("a", "Licences, hours and reasons");
  page.href = premises.replace(NOTHING, id);
  const found = [page];
  const row = state.rows.get(id);
  if (row && list && !document.getElementById(`p-${id}`)) {
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
  state.halo = L.featureGroup([edge({ color: PALETTE.ink, weight: 7 }), edge({ color: PALETTE.halo, weight: 4 })])
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
