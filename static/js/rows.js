/* Work tables: <table data-rows>. j/k or ↓/↑ move the keyboard row, Enter opens its [data-open] link,
   o presses its main act ([data-act]), x ticks it. Ticks show the bar [data-bulk] with the count in [data-bulk-count]. */
const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const table = () => [...document.querySelectorAll("table[data-rows]")].find((t) => t.getClientRects().length);
const rowsOf = (t) => [...t.querySelectorAll("tbody tr:not(.group)")].filter((r) => !r.hidden);
const current = (t) => t.querySelector("tr.is-current");

const stand = (t, row) => {
  for (const old of t.querySelectorAll("tr.is-current")) { old.classList.remove("is-current"); old.removeAttribute("aria-current"); }
  row.classList.add("is-current");
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
  t.dispatchEvent(new CustomEvent("row", { bubbles: true, detail: row }));
};

const move = (t, step) => {
  const rows = rowsOf(t), at = rows.indexOf(current(t));
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + step))];
  if (row) stand(t, row);
};

const press = (t, selector) => (current(t) ?? alone(t))?.querySelector(selector)?.click();
const alone = (t) => (rowsOf(t).length === 1 ? rowsOf(t)[0] : null);

const ACTS = {
  j: (t) => move(t, 1),
  k: (t) => move(t, -1),
  o: (t) => press(t, "[data-act], .btn-primary"),
  x: (t) => press(t, "input[type=checkbox][data-pick]"),
  Enter: (t) => press(t, "[data-open], a"),
  Escape: (t) => clear(t),
};

document.addEventListener("keydown", (event) => {
  const t = table();
  const act = ACTS[event.key];
  if (!t || !act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing(event.target) || localStorage.getItem("keys-off") === "1") return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, input, [role=tab]")) return;
  if (event.key === "Enter" && !current(t)) return;
  if (event.key !== "Escape") event.preventDefault();
  act(t);
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("table[data-rows] tbody tr:not(.group)");
  if (row && !row.classList.contains("is-current")) stand(row.closest("table"), row);
});

const picks = (t) => [...t.querySelectorAll("input[type=checkbox][data-pick]")];
const count = (t) => {
  const all = picks(t), ticked = all.filter((box) => box.checked);
  for (const box of all) box.closest("tr").classList.toggle("is-picked", box.checked);
  const whole = t.querySelector("[data-pick-all]");
  if (whole) { whole.checked = ticked.length > 0 && ticked.length === all.length; whole.indeterminate = ticked.length > 0 && ticked.length < all.length; }
  const bar = document.querySelector(t.dataset.bulk || "[data-bulk]");
  if (!bar) return;
  bar.hidden = ticked.length === 0;
  for (const out of bar.querySelectorAll("[data-bulk-count]")) out.textContent = String(ticked.length);
};
const clear = (t) => { for (const box of picks(t)) box.checked = false; count(t); };

document.addEventListener("change", (event) => {
  const t = event.target.closest?.("table[data-rows]");
  if (!t || !event.target.matches("[data-pick], [data-pick-all]")) return;
  if (event.target.matches("[data-pick-all]")) for (const box of picks(t)) box.checked = event.target.checked;
  count(t);
});
document.addEventListener("click", (event) => { if (event.target.closest("[data-bulk-clear]") && table()) clear(table()); });
document.addEventListener("htmx:afterSettle", () => { const t = table(); if (t) count(t); });
const first = table();
if (first) count(first);
