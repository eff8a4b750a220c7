// Two minutes before a session ends its holder is warned and can stay; when it has ended, the page
// says so. Other tabs of the same browser tell when they renewed it, or signed out.

const WARN_S = 120;
const dialog = document.querySelector(".nj-ending");
const heading = dialog.querySelector("h2");
const words = dialog.querySelector(".nj-ending__words");
const stay = dialog.querySelector(".nj-ending__stay");
const goOn = dialog.querySelector(".nj-ending__again");
const others = new BroadcastChannel("nightjar-session");
let idleEnd = 0;
let wholeEnd = 0;
let told = 0; // the end that was put away without an answer

function renewed(left) {
  if (left.idle === undefined) return;
  idleEnd = Date.now() + left.idle * 1000;
  wholeEnd = Date.now() + left.whole * 1000;
  if (dialog.open && !document.body.dataset.ended) dialog.close();
}

function look() {
  const end = Math.min(idleEnd, wholeEnd);
  const left = Math.ceil((end - Date.now()) / 1000);
  if (left <= 0) {
    if (document.body.dataset.ended) return;
    document.body.dataset.ended = "yes";
    words.textContent = "You are signed out. What you typed until then is kept for you where the page said so: sign in and go on.";
    heading.textContent = "Your session has ended";
    stay.hidden = true;
    goOn.hidden = false;
    if (!dialog.open) dialog.showModal();
    goOn.focus();
  } else if (left <= WARN_S && told !== end) {
    const last = wholeEnd <= idleEnd;
    const minutes = left > 60 ? "two minutes" : left > 30 ? "a minute" : "half a minute";
    const said = last
      ? `You have been signed in for eight hours. In ${minutes} you must sign in again. What you type is kept.`
      : `You did nothing here for a while. In ${minutes} you will be signed out.`;
    if (words.textContent !== said) words.textContent = said; // read aloud when it changes
    stay.textContent = last ? "Go on until then" : "Stay signed in";
    if (!dialog.open) dialog.showModal();
  }
}

// another tab signed out: what stands here is nobody's to see any more
async function askWhetherEnded() {
  try {
    const answer = await fetch("/session", { redirect: "manual" });
    if (answer.type !== "opaqueredirect") return;
    idleEnd = 0;
    look();
  } catch (error) {
    // the server is away, and says so to whoever asks it for something
  }
}

stay.addEventListener("click", async () => {
  if (wholeEnd <= idleEnd) {
    told = wholeEnd;
    dialog.close();
    return;
  }
  try {
    const answer = await fetch("/session", { redirect: "error" });
    const left = await answer.json();
    others.postMessage(left);
    renewed(left);
  } catch (error) {
    words.textContent = "The server does not answer, or you are signed out already. Try again.";
  }
});
goOn.addEventListener("click", () => { window.location.assign("/"); });
// Escape is an answer too, and the kind one: stay
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (!stay.hidden) stay.click();
});
document.addEventListener("nj-renewed", (event) => {
  others.postMessage(event.detail);
  renewed(event.detail);
});
others.addEventListener("message", ({ data }) => {
  if (data.left) askWhetherEnded(); else renewed(data);
});

const began = { idle: Number(dialog.dataset.idle), whole: Number(dialog.dataset.whole) };
renewed(began);
others.postMessage(began);
window.setInterval(look, 1_000);
