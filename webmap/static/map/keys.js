// Keys of one letter, for whoever works without a mouse; they can be switched off, since speech
// input and slips of the hand press them too (WCAG 2.1.4).

const OFF = "nightjar-keys-off";

export function listenForKeys(state) {
  const { map, scope, find } = state;
  const help = find("help"), box = find("keys-on");
  box.checked = window.localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => {
    if (box.checked) { window.localStorage.removeItem(OFF); } else { window.localStorage.setItem(OFF, "1"); }
  });
  const open = () => { if (!help.open) { help.showModal(); } };
  find("keys").addEventListener("click", open);
  find("help-close").addEventListener("click", () => help.close());

  const does = {
    "/": () => {
      const field = document.querySelector("[data-map-search], #words");
      if (field) {
        const filter = field.closest("details");
        if (filter) { filter.open = true; }
        field.focus();
        field.select();
      }
    },
    "?": open,
    j: () => step(1),
    k: () => step(-1),
    m: () => {
      if (scope.contains(document.activeElement)) {
        const [first] = rows();
        if (first) { (chosen() || first).focus(); }
      } else {
        map.getContainer().focus();
      }
    },
  };
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || help.open) { return; }
    if (event.target.closest("input:not([type=checkbox]):not([type=range]), select, textarea, [contenteditable]")) { return; }
    const act = does[event.key];
    if (act) { event.preventDefault(); act(); }
  });
}

function rows() {
  return [...document.querySelectorAll(".nj-flag h3 a")];
}

function chosen() {
  const row = document.activeElement.closest(".nj-flag") || document.querySelector(".nj-flag--chosen");
  return row && row.querySelector("h3 a");
}

function step(by) {
  const all = rows();
  if (!all.length) { return; }
  const at = all.indexOf(chosen());
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus();
  next.closest(".nj-flag").scrollIntoView({ block: "nearest" });
}
