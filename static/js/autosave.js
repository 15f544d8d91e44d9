/* Server-side autosave: <form data-autosave="URL"> posts its fields a second after the last keystroke.
   The answer's header X-Draft, if any, is kept in the hidden field named draft; the page's .saved line
   (or the one inside data-saved="#id") says how it stands: "out" where the answer came from the sign-in page,
   "kept" where the text was saved although the sign-in has ended. */
const timers = new WeakMap(), running = new WeakMap();

class SignedOut extends Error {}

const tell = (form, state) => {
  const line = document.querySelector(form.dataset.saved ? `${form.dataset.saved} .saved` : ".saved");
  if (!line) return;
  line.dataset.state = state;
  const words = line.dataset[state] ?? "";
  const at = state === "saved" ? " " + new Date().toLocaleTimeString("zh-CN", { hour12: false }) : "";
  line.querySelector("span").textContent = words + at;
};

const save = async (form) => {
  running.get(form)?.abort();
  const stop = new AbortController();
  running.set(form, stop);
  tell(form, "saving");
  try {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, signal: stop.signal, headers: { "X-Requested-With": "autosave" } });
    if (answer.status === 401) { tell(form, "kept"); return; }
    if (answer.redirected) throw new SignedOut();
    if (answer.status === 409) document.dispatchEvent(new CustomEvent("say", { detail: { words: await answer.text(), tone: "late" } }));
    if (!answer.ok) throw new Error(String(answer.status));
    const draft = answer.headers.get("X-Draft");
    if (draft && form.elements.draft) form.elements.draft.value = draft;
    tell(form, "saved");
  } catch (error) {
    if (error.name !== "AbortError") tell(form, error instanceof SignedOut ? "out" : "failed");
  }
};

const wait = (event) => {
  const form = event.target.form ?? event.target.closest?.("form");
  if (!form?.dataset.autosave) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), event.type === "change" ? 150 : 1000));
};

document.addEventListener("input", wait);
document.addEventListener("change", wait);
document.addEventListener("submit", (event) => { clearTimeout(timers.get(event.target)); running.get(event.target)?.abort(); });
