// Names of areas on the map, of which none lies over another: the greater area keeps its name.

import { said } from "./card.js";

const WARDS_FROM = 13;  // further out there is room for authorities alone
const ROOM = 3;  // pixels between two names

export function nameArea(state, feature, area, kind) {
  // a label on the map, where Leaflet knows tooltips alone: the list says it to a screen reader
  area.on("tooltipopen", ({ tooltip }) => {
    tooltip.getElement().removeAttribute("role");
    tooltip.getElement().setAttribute("aria-hidden", "true");
  });
  area.bindTooltip(said("span", feature.properties.name || ""), { permanent: true,
    direction: "center", pane: "names", className: `nj-place-name nj-place-name--${kind}`,
    interactive: false });
}

// after every move: hide a name that would lie over one that is shown, or half outside
export function settleNames(state) {
  const frame = state.map.getContainer().getBoundingClientRect();
  const shown = [];
  const names = [...state.map.getPane("names").querySelectorAll(".nj-place-name")];
  const authorities = names.filter((each) => each.classList.contains("nj-place-name--authority"));
  const others = names.filter((each) => !authorities.includes(each));
  [...authorities, ...others].forEach((name) => {
    const box = name.getBoundingClientRect();
    const fits = (authorities.includes(name) || state.map.getZoom() >= WARDS_FROM)
      && box.left >= frame.left && box.right <= frame.right
      && box.top >= frame.top && box.bottom <= frame.bottom
      && !shown.some((other) => box.left < other.right + ROOM && box.right > other.left - ROOM
        && box.top < other.bottom + ROOM && box.bottom > other.top - ROOM);
    name.style.visibility = fits ? "visible" : "hidden";
    if (fits) { shown.push(box); }
  });
}
