/* The intake: folding sections (<details data-section>), the way of the keyboard through them.
   Opening a section by its key goes to its first field; going on folds what is finished. Enter goes to the next
   field instead of sending the form: only the buttons of the conclusion send it. */
const sections = () => [...document.querySelectorAll("details[data-section]")];
const shown = (element) => element.getClientRects().length > 0;
const FIELDS = "input:not([type=hidden], [tabindex='-1']), select, textarea, button[type=submit][name=act]";
const fields = (root) => [...root.querySelectorAll(FIELDS)].filter((e) => shown(e) && !e.disabled);
const finished = (section) => section.querySelector(".stage--done") || section.id === "s-answers";
const wrong = (section) => section.querySelector(".is-invalid, .field-error, [aria-invalid=true]");

const enter = (section) => {
  section.open = true;
  const all = fields(section);
  (section.querySelector("[aria-invalid=true]") ?? all.find((e) => e.matches(":not(button)") && !e.value) ?? all[0])?.focus();
};

const fold = (until) => {
  for (const section of sections()) {
    const before = section.compareDocumentPosition(until) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (section !== until && !section.contains(until) && before && section.open && finished(section) && !wrong(section)) section.open = false;
  }
};

/* A key of a folded section opens it and goes in; of an open one it only goes in. */
document.addEventListener("click", (event) => {
  const summary = event.target.closest?.("details[data-section] > summary");
  if (!summary || event.detail !== 0 || document.activeElement === summary) return;
  event.preventDefault();
  enter(summary.parentElement);
});

document.addEventListener("click", (event) => {
  const goes = event.target.closest?.("[data-goes]");
  if (!goes) return;
  const place = document.querySelector(goes.dataset.goes);
  const row = [...place.querySelectorAll("tbody tr")].find((r) => !r.querySelector(".verdict input:checked"));
  const target = row?.querySelector(".verdict input") ?? place.querySelector(".verdict input:checked, button:not([disabled], .btn-plain)");
  target?.focus();
  place.scrollIntoView({ block: "nearest" });
});

document.addEventListener("focusin", (event) => {
  const place = event.target.closest?.("details[data-section], #s-checklist, #rail");
  if (place && event.target.closest("#intake")) fold(place);
});

/* Enter: the next field. In the checklist: the next material. */
const next = (field) => {
  const row = field.closest("tr[id^=line-]");
  const all = row ? [...row.parentElement.querySelectorAll("tr")].map((r) => r.querySelector(".verdict input:checked") ?? r.querySelector(".verdict input")) : fields(document.getElementById("intake"));
  const at = row ? [...row.parentElement.children].indexOf(row) : all.indexOf(field);
  (all[at + 1] ?? document.querySelector("#rail [data-key='Ctrl+Enter']"))?.focus();
};
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (!field.matches?.("#intake input:not([type=file]), #intake select") || field.closest("dialog")) return;
  event.preventDefault();
  next(field);
});
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "Enter" && field.matches?.("#intake dialog input") && !event.ctrlKey) event.preventDefault();
}, true);

/* Ctrl+Enter while nothing may be concluded: say what is missing instead of nothing. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open], #rail [data-key='Ctrl+Enter']")) return;
  const words = document.querySelector("#rail .note")?.textContent.trim();
  document.dispatchEvent(new CustomEvent("say", { detail: { words, tone: "warn" } }));
});

/* After a party or an item was taken: on to what comes next, once its part of the page has arrived. */
const AFTER = { party: () => document.getElementById("s-item"), item: () => document.getElementById("s-answers") };
let going = null;
document.addEventListener("change", (event) => {
  const name = event.target.name;
  if (event.target.type === "hidden" && AFTER[name] && event.target.value) going = name;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!going || !event.detail.pathInfo?.requestPath?.includes(`/refresh/${going}/`)) return;
  const section = AFTER[going]();
  mark(going);
  going = null;
  const contact = document.querySelector("#party [name=presenter], #party [name=mobile]");
  if (section.id === "s-item" && contact && !contact.value) contact.focus();
  else enter(section);
});
const mark = (name) => {
  const stage = document.querySelector(`#s-${name} .stage`);
  stage.classList.add("stage--done");
  stage.textContent = "✓";
};

/* What is swapped under the cursor gets it back: a field is known by its name, a radio by its value too. */
let held = null;
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const field = document.activeElement;
  held = event.detail.target.contains(field) && field.name ? { name: field.name, value: field.type === "radio" ? field.value : null } : null;
});
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (!held) return;
  const named = [...event.detail.target.querySelectorAll(`[name="${held.name}"]`)];
  (named.find((field) => held.value === null || field.value === held.value) ?? named[0])?.focus();
  held = null;
});

/* A fresh page begins where something is missing, unless a message asks for the eye first. */
const start = sections().find((section) => section.open && section.id !== "s-answers");
if (start && !document.querySelector("[autofocus]")) enter(start);
