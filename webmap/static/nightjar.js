// What every page does beside what the browser does by itself.

import { initAll } from "./vendor/govuk-frontend-6.3.0/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

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
