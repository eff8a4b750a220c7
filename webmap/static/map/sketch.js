// Points set on the map, by pointer or by keyboard: a line that is measured, a shape that asks.
// By keyboard: arrows move the map under the cross in its middle, Enter sets a point there.

import { PALETTE } from "./palette.js";

const MOST = 100;  // corners that a shape may have

export function listenForSketching(state) {
  const { map, scope, find } = state;
  const tools = [...scope.querySelectorAll("[data-map-sketch]")];
  let drawn = null, points = [], tool = null;

  const line = () => L.polyline(points, { color: PALETTE.sketch, weight: 2.5, dashArray: "2 5", interactive: false });
  const shape = () => L.polygon(points, { color: PALETTE.sketch, weight: 2.5, fillOpacity: 0.08, interactive: false });

  function redraw(closed) {
    if (drawn) { drawn.remove(); }
    const corners = points.map((at) => L.circleMarker(at, { radius: 4, color: PALETTE.sketch,
      fillColor: PALETTE.halo, fillOpacity: 1, weight: 1.5, interactive: false }));
    drawn = L.featureGroup([closed ? shape() : line(), ...corners]).addTo(map);
    find("sketched").textContent = tell();
  }

  function tell() {
    if (tool === "measure") {
      return points.length < 2
        ? "Measuring: set a point on the map (click, or Enter sets one at the cross), then the next."
        : `${inWords(length(map, points))} along ${points.length - 1} ${points.length === 2 ? "step" : "steps"}. Backspace takes the last point back.`;
    }
    return points.length < 3
      ? "Drawing: set the corners of a shape on the map (click, or Enter sets one at the cross), three or more."
      : `${points.length} corners. “Ask about this shape” answers; Backspace takes the last corner back.`;
  }

  function add(at) {
    if (points.length < MOST) { points.push(at); redraw(false); }
    settleFinish();
  }

  function settleFinish() {
    const finish = find("finish");
    if (finish) { finish.hidden = tool !== "draw" || points.length < 3; }
  }

  function begin(name) {
    end();
    [tool, points] = [name, []];
    state.sketching = true;
    scope.classList.add("nj-map--sketching");
    tools.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.mapSketch === name)));
    find("sketched").textContent = tell();
    map.doubleClickZoom.disable();
    map.getContainer().focus({ preventScroll: true });
  }

  function end() {
    if (drawn) { drawn.remove(); drawn = null; }
    [tool, points] = [null, []];
    state.sketching = false;
    scope.classList.remove("nj-map--sketching");
    tools.forEach((button) => button.setAttribute("aria-pressed", "false"));
    find("sketched").textContent = "";
    map.doubleClickZoom.enable();
    settleFinish();
  }

  tools.forEach((button) => button.addEventListener("click", () => {
    if (tool === button.dataset.mapSketch) { end(); button.focus(); } else { begin(button.dataset.mapSketch); }
  }));
  map.on("click", ({ latlng }) => { if (state.sketching) { add(latlng); } });
  scope.addEventListener("keydown", (event) => {
    if (!state.sketching) { return; }
    if (event.target === map.getContainer() && event.key === "Enter") { event.preventDefault(); add(map.getCenter()); }
    if (event.key === "Backspace") { event.preventDefault(); points.pop(); redraw(false); settleFinish(); }
    if (event.key === "Escape") {
      event.stopPropagation();
      const begun = tools.find((button) => button.dataset.mapSketch === tool);
      end();
      begun.focus();
    }
  });
  const finish = find("finish");
  if (finish) {
    finish.addEventListener("click", () => {
      const form = document.querySelector("[data-map-ask=drawn]");
      form.elements.corners.value = points.map(({ lng, lat }) => `${lng.toFixed(6)} ${lat.toFixed(6)}`).join(",");
      state.sketching = false;
      scope.classList.remove("nj-map--sketching");
      redraw(true);
      finish.hidden = true;
      form.requestSubmit();
    });
  }
}

function length(map, points) {
  return points.slice(1).reduce((sum, at, before) => sum + map.distance(points[before], at), 0);
}

// metres under a kilometre, one decimal of a kilometre above
function inWords(metres) {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;
}
