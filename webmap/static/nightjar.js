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
