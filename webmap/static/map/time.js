// Steps of time on the map: an officer's by published quarters, an analyst's by any days.

const DAY_MS = 86_400_000;

export function listenForTime(state) {
  const quarters = document.querySelector("[data-map-quarters]");
  if (quarters) { listenForQuarters(state, quarters); }
  const days = document.querySelector("[data-map-days]");
  if (days) { listenForDays(state, days); }
}

// the quarters' links work by themselves; with a script the map steps without a new page
function listenForQuarters(state, nav) {
  const links = [...nav.querySelectorAll("[data-quarter]")].reverse();  // the oldest first
  const slider = nav.querySelector("input"), shown = nav.querySelector("output");
  slider.max = links.length - 1;
  slider.value = links.findIndex((each) => each.hasAttribute("aria-current"));
  nav.querySelector("[data-map-step]").hidden = links.length < 2;
  const go = () => {
    const link = links[Number(slider.value)];
    links.forEach((each) => each.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    shown.textContent = link.dataset.months;
    slider.setAttribute("aria-valuetext", link.dataset.months);
    tell(link.dataset.months);
    state.scope.dataset.title = `Premises, ${link.dataset.months}`;  // of the image that is saved
    document.querySelectorAll("form[data-map-ask] [name=quarter]").forEach((field) => { field.value = link.dataset.quarter; });
    state.scope.dataset.premises = link.dataset.premises;
    window.history.replaceState(null, "", link.getAttribute("href"));
    state.fetch("cells", link.dataset.cells);
    state.fetch("premises", link.dataset.flags);
  };
  let waiting = 0;
  slider.addEventListener("input", () => {
    shown.textContent = links[Number(slider.value)].dataset.months;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(go, 250);
  });
}

function listenForDays(state, form) {
  const { from, to } = form.elements;
  const slider = form.querySelector("input[type=range]"), box = form.querySelector("[data-map-step]");
  const [first, last] = [Date.parse(slider.dataset.first), Date.parse(slider.dataset.last)];
  if (!(last > first)) { return; }
  box.hidden = false;
  slider.max = Math.round((last - first) / DAY_MS);
  // days that no layer takes: the page says what is wrong with them
  const taken = () => {
    const length = (Date.parse(to.value) - Date.parse(from.value)) / DAY_MS;
    return form.checkValidity() && length >= 0 && length < Number(form.dataset.most);
  };
  const told = () => `${inWords(from.value)} to ${inWords(to.value)}`;
  const settle = () => {
    slider.value = Math.round((Date.parse(to.value) - first) / DAY_MS);
    slider.setAttribute("aria-valuetext", `days that end on ${inWords(to.value)}`);
  };
  const load = () => {
    const days = new URLSearchParams({ from: from.value, to: to.value });
    document.querySelectorAll("form[data-map-ask] [name=from]").forEach((field) => { field.value = from.value; });
    document.querySelectorAll("form[data-map-ask] [name=to]").forEach((field) => { field.value = to.value; });
    window.history.replaceState(null, "", `?${days}`);
    tell(told());
    const layer = document.querySelector('[data-map-layer="points"]');
    if (!layer.checked) { layer.checked = true; }
    state.waiting.delete("points");
    state.fetch("points", `${form.dataset.places}?${days}`);
    state.again("missing", `${form.dataset.missing}?${days}`);
  };
  settle();
  let waiting = 0;
  slider.addEventListener("input", () => {
    // a day that was cleared leaves no length, and days that no layer takes none to move: as they were
    if (!from.value || !to.value || !taken()) { from.value = from.defaultValue; to.value = to.defaultValue; }
    const length = Date.parse(to.value) - Date.parse(from.value);
    const end = first + Number(slider.value) * DAY_MS;
    to.value = asDay(end);
    from.value = asDay(end - length);
    slider.setAttribute("aria-valuetext", `days that end on ${inWords(to.value)}`);
    window.clearTimeout(waiting);
    waiting = window.setTimeout(load, 250);
  });
  form.addEventListener("submit", (event) => {
    if (!taken()) { return; }
    event.preventDefault();
    settle();
    load();
  });
}

// the legend says of which days or months a layer is, on the page, on paper and in an image
function tell(when) {
  document.querySelectorAll("[data-map-when]").forEach((each) => { each.textContent = when; });
}

function inWords(day) {
  const [year, month, number] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, number)).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

function asDay(at) {
  return new Date(at).toISOString().slice(0, 10);
}
