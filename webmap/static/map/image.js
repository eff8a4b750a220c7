// The map as an image with its legend, made in the browser from what is on the page: nothing is
// sent anywhere, and nothing in it is from elsewhere, so the browser lets it be read.

import { said } from "./card.js";

const WIDTH = 1400, MARGIN = 24, LINE = 24, SYMBOL = 22;

export async function saveImage(state) {
  const frame = state.map.getContainer();
  const box = frame.getBoundingClientRect();
  const times = (WIDTH - 2 * MARGIN) / box.width;
  const legend = legendRows(state);
  const columns = 3, rows = Math.ceil(legend.length / columns);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  const top = 76, foot = 84;
  canvas.height = top + box.height * times + 20 + rows * LINE + foot;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  write(pen, state.scope.dataset.title, MARGIN, 34, "bold 22px Arial, sans-serif");
  write(pen, state.scope.dataset.marking, MARGIN, 60, "bold 16px Arial, sans-serif");

  pen.save();
  pen.beginPath();
  pen.rect(MARGIN, top, box.width * times, box.height * times);
  pen.clip();
  pen.fillStyle = window.getComputedStyle(frame).backgroundColor;
  pen.fillRect(MARGIN, top, box.width * times, box.height * times);
  drawn(frame).forEach((each) => {
    const at = each.getBoundingClientRect();
    pen.drawImage(each, MARGIN + (at.left - box.left) * times, top + (at.top - box.top) * times,
      at.width * times, at.height * times);
  });
  frame.querySelectorAll(".nj-place-name, .leaflet-control-scale-line").forEach((name) => {
    if (window.getComputedStyle(name).visibility === "hidden") { return; }
    const at = name.getBoundingClientRect();
    const x = MARGIN + (at.left - box.left + at.width / 2) * times;
    const y = top + (at.top - box.top + at.height / 2) * times;
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.strokeStyle = "#fff";
    pen.font = `bold ${13 * Math.min(times, 1.4)}px Arial, sans-serif`;
    pen.strokeText(name.textContent, x, y);
    pen.fillStyle = "#33414a";
    pen.fillText(name.textContent, x, y);
    if (name.matches(".leaflet-control-scale-line")) {
      pen.fillRect(x - at.width * times / 2, y + 6, at.width * times, 2);
    }
  });
  pen.textAlign = "left";
  pen.restore();
  pen.strokeStyle = "#0b0c0c";
  pen.lineWidth = 1;
  pen.strokeRect(MARGIN, top, box.width * times, box.height * times);

  const below = top + box.height * times + 20;
  const wide = (WIDTH - 2 * MARGIN) / columns;
  for (const [place, { symbol, words, heading }] of legend.entries()) {
    const x = MARGIN + Math.floor(place / rows) * wide, y = below + (place % rows) * LINE;
    if (heading) { write(pen, heading, x, y + 15, "bold 15px Arial, sans-serif", wide - 20); continue; }
    if (symbol) { pen.drawImage(await pictureOf(symbol), x, y - 2, SYMBOL, SYMBOL); }
    write(pen, words, x + SYMBOL + 8, y + 15, "15px Arial, sans-serif", wide - SYMBOL - 20);
  }
  const last = below + rows * LINE + 18;
  write(pen, state.scope.dataset.caveat, MARGIN, last, "15px Arial, sans-serif", WIDTH - 2 * MARGIN);
  const now = new Date().toLocaleString("en-GB", { timeZone: "Europe/London", dateStyle: "long", timeStyle: "short" });
  write(pen, `${state.scope.dataset.who}, ${now}`, MARGIN, last + 24, "15px Arial, sans-serif", WIDTH - 2 * MARGIN);
  const credit = state.find("credit"), base = state.layers.get("base");
  if (credit && state.map.hasLayer(base)) {
    const words = base.getTileUrl({ x: 0, y: 0, z: 0 }).startsWith("/") ? credit.textContent : "Without the base map, which is another server's.";
    write(pen, words.trim().replace(/\s+/g, " "), MARGIN + (WIDTH - 2 * MARGIN) / 2, last + 24, "15px Arial, sans-serif", WIDTH / 2 - MARGIN);
  }
  offer(state, canvas);
}

// the pictures that the map is made of, the lowest first
function drawn(frame) {
  const height = (pane) => Number(window.getComputedStyle(pane).zIndex) || 0;
  const panes = [...frame.querySelectorAll(".leaflet-map-pane > .leaflet-pane")];
  return panes.sort((one, other) => height(one) - height(other))
    .flatMap((pane) => [...pane.querySelectorAll("canvas, img.leaflet-tile-loaded")])
    // a picture of another server would lock the whole image
    .filter((each) => each.width > 0 && each.height > 0
      && (!each.src || new URL(each.src).origin === location.origin));
}

// each row of the legend whose layer is on, with its symbol and its count, under its heading
function legendRows(state) {
  const shown = (row) => {
    const box = row.querySelector("input[type=checkbox]");
    return (!box || box.checked) && row.getClientRects().length > 0;
  };
  const rows = [...state.scope.querySelectorAll(".nj-legend li")].filter(shown);
  const first = (row, place) => place === 0 || row.parentElement !== rows[place - 1].parentElement;
  return rows.flatMap((row, place) => {
    const over = first(row, place) && row.parentElement.parentElement.querySelector(".nj-legend__heading");
    const told = over ? [{ heading: over.textContent.trim().replace(/\s+/g, " ") }] : [];
    const count = row.querySelector(".nj-legend__count");
    const number = count && count.textContent.trim() ? ` (${count.textContent.trim()})` : "";
    const span = row.querySelector("span").cloneNode(true);
    span.querySelectorAll(".nj-legend__count").forEach((each) => each.remove());
    return [...told, { symbol: row.querySelector("svg"), words: span.textContent.trim().replace(/\s+/g, " ") + number }];
  });
}

// a symbol is drawn by the page's style, which a picture does not have: it is written into it
async function pictureOf(symbol) {
  const copy = symbol.cloneNode(true);
  const [from, into] = [symbol, copy].map((each) => [...each.querySelectorAll("*")]);
  from.forEach((part, index) => {
    const style = window.getComputedStyle(part);
    ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray"].forEach((name) => {
      into[index].setAttribute(name, style.getPropertyValue(name));
    });
    into[index].removeAttribute("class");
  });
  const picture = new Image(SYMBOL * 2, SYMBOL * 2);
  picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  return picture;
}

function write(pen, text, x, y, font, most) {
  pen.font = font;
  pen.fillStyle = "#0b0c0c";
  pen.fillText(text || "", x, y, most);
}

function offer(state, canvas) {
  canvas.toBlob((blob) => {
    const link = said("a", "");
    link.href = URL.createObjectURL(blob);
    link.download = "nightjar-map.png";
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    state.find("status").textContent = "The image was saved by your browser. It is OFFICIAL-SENSITIVE: keep it as such.";
  }, "image/png");
}
