// How far something that a worker does is, told without asking for the page again; when its state changes, the page is.

const shown = document.querySelector(".nj-progress");
const said = shown.querySelector(".nj-progress__said");
const LONGEST_WAIT_MS = 10_000;
let wait = 1_000;

async function ask() {
  try {
    const answer = await fetch(shown.dataset.stateUrl, { redirect: "error" });
    if (!answer.ok) return; // the session has ended, perhaps: the link above asks for the page
    const now = await answer.json();
    if (now.state !== shown.dataset.state) {
      window.location.reload();
      return;
    }
    if (said.textContent !== now.said) {
      said.textContent = now.said;
      wait = 1_000;
    } else {
      wait = Math.min(wait * 1.3, LONGEST_WAIT_MS);
    }
  } catch (error) {
    wait = LONGEST_WAIT_MS; // the server may be starting again
  }
  window.setTimeout(ask, wait);
}

window.setTimeout(ask, wait);
