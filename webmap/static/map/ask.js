// A search or a drawn shape, asked without leaving the map. The words and corners are posted, so
// they are in no address; without a script the same form is answered by the same page.

const FOUND = "[data-map-found]";

export function listenForAsking(state) {
  document.querySelectorAll("form[data-map-ask]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(state, form);
    });
  });
  put(state, false);
}

async function ask(state, form) {
  const status = state.find("status");
  const slow = window.setTimeout(() => { status.textContent = "Searching…"; }, 300);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector(FOUND);
    if (!found) { throw new Error("not a page of the map"); }
    document.querySelector(FOUND).replaceWith(document.adoptNode(found));
    put(state, true);
  } catch {
    form.submit();  // what went wrong, or what is asked first, is said by a page of its own
  } finally {
    window.clearTimeout(slow);
    if (status.textContent === "Searching…") { status.textContent = ""; }
  }
}

// what was found: on the map the same as in the list
function put(state, asked) {
  const list = document.querySelector(FOUND);
  if (!list) { return; }
  const rows = [...list.querySelectorAll("[data-longitude]")];
  const features = rows.map(({ dataset, id }) => ({
    geometry: { type: "Point", coordinates: [Number(dataset.longitude), Number(dataset.latitude)] },
    properties: { id: id.slice(2), title: dataset.title, said: [dataset.said] },
  }));
  if (!asked && !features.length) { return; }
  state.put("found", features);
  if (asked) {
    list.querySelectorAll("[data-map-show]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => state.show(button));
    });
    list.querySelector("h2").focus();
  }
  const bounds = state.layers.get("found").getBounds();
  if (bounds.isValid()) {
    state.seen = true;
    state.map.fitBounds(bounds.pad(0.2), { animate: false, maxZoom: 16 });
  }
}
