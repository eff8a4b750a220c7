// What is typed in a form is kept on the server while it is typed, for whoever types it alone, and
// words that look as if they told who a child is are pointed out at once. Nothing stays in the browser.

const PAUSE_MS = 1_200;
const PATIENCE_MS = 5_000;
const SIGNED_OUT = "Not kept: you are signed out. Copy what you typed last, sign in, and go on.";
const OLD = "Not kept: this page was open for too long. Copy what you typed last, load this page again, and go on.";
const AWAY = "Not kept just now: the server does not answer. It is tried again as you type.";

for (const mark of document.querySelectorAll('form input[name="draft"]')) {
  const state = mark.form.querySelector(".nj-draft-state");
  if (state) watch(mark.form, state);
}

function watch(form, state) {
  let timer = 0;
  let typed = 0; // counts what was typed, so that nothing later is taken for kept
  let kept = 0;
  let sending = null;

  async function send() {
    window.clearTimeout(timer);
    const now = typed;
    try {
      const answer = await fetch("/drafts", {
        method: "POST",
        redirect: "error", // to the door, that is: the session has ended
        signal: AbortSignal.timeout(PATIENCE_MS), // a save waits for it
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.status === 400) { state.textContent = OLD; return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      kept = now;
      document.dispatchEvent(new CustomEvent("nj-renewed", { detail: said }));
      show(form, said.told);
      state.textContent = Object.keys(said.told).length ? "Not all of it is kept: see the words in red" : said.kept;
    } catch (error) {
      state.textContent = document.body.dataset.ended ? SIGNED_OUT : AWAY;
    }
  }

  function keep() {
    const mine = (sending || Promise.resolve())
      .then(() => (kept === typed ? undefined : send()))
      .finally(() => { if (sending === mine) sending = null; });
    sending = mine;
  }

  form.addEventListener("input", () => {
    typed += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener("focusout", () => { if (kept !== typed) keep(); });
  // what is on its way must not arrive after the form itself, or a saved text would be a draft again
  let onItsWay = false;
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (onItsWay || !sending) return;
    event.preventDefault();
    const { submitter } = event;
    // not before this event is over: until then a form takes no other submission, and says nothing
    sending.finally(() => window.setTimeout(() => {
      onItsWay = true;
      form.requestSubmit(submitter);
      onItsWay = false;
    }));
  });
}

function show(form, told) {
  for (const field of form.querySelectorAll("textarea, input[type=text]")) {
    const id = `${field.id}-told`;
    const sentence = told[field.name];
    const group = field.closest(".govuk-form-group");
    let shown = document.getElementById(id);
    if (sentence && !shown) {
      shown = document.createElement("p");
      shown.id = id;
      shown.className = "govuk-error-message";
      field.before(shown);
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${id}`.trim());
    }
    if (sentence) shown.textContent = sentence;
    else if (shown) {
      shown.remove();
      field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace(id, "").trim());
    }
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    field.classList.toggle(field.matches("textarea") ? "govuk-textarea--error" : "govuk-input--error", Boolean(sentence));
    if (group) group.classList.toggle("govuk-form-group--error", Boolean(sentence));
  }
}
