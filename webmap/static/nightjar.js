// What every page does beside what the browser does by itself.

import { initAll } from "./vendor/govuk-frontend-6.3.0/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// a form that is sent by a double click acts once, and its first answer is the one that is seen: a
// password for one use is shown in no other. What keeps a form back for a while sends it later
const AGAIN_MS = 3_000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  const now = Date.now();
  if (now - Number(form.dataset.sentAt || 0) < AGAIN_MS) event.preventDefault();
  else form.dataset.sentAt = now;
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent-at]").forEach((form) => { delete form.dataset.sentAt; });
});

// on paper it must stand what was asked; of the reasons, those that the reader unfolded
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details.govuk-details:not([open])")];
  unfolded.forEach((each) => { each.open = true; });
});
window.addEventListener("afterprint", () => {
  unfolded.forEach((each) => { each.open = false; });
});

// on a phone the menu moves sideways: where one is must stand in it. Not scrollIntoView, which
// would move the page as well
const here = document.querySelector(".nj-menu [aria-current]");
if (here) {
  const menu = here.closest(".nj-menu");
  const past = here.getBoundingClientRect().right - menu.getBoundingClientRect().right;
  if (past > 0) menu.scrollLeft = past + 20;
}
